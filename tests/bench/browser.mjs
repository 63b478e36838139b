// The Chromium of the bench: what `cargo bench-page` asks for comes as JSON in the one argument.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

export const job = JSON.parse(process.argv[2]);
const {chromium} = createRequire(`${job.modules}/`)('playwright-core');
const probe = readFileSync(new URL('probe.js', import.meta.url), 'utf8');

/** What a browser does of itself: with each new window Chromium 156 loads two pages for its address bar (measured), and
    these take as long as the pages that are measured. */
const BESIDES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AimEnabled', 'LensOverlay', 'MediaRouter', 'OptimizationHints',
  'NetworkTimeServiceQuerying', 'PreconnectToSearch', 'HttpsUpgrades'];

export const browser = await chromium.launch({
  executablePath: job.browser,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', `--disable-features=${BESIDES}`],
});

/** A page in a profile of its own: nothing is cached, no session is known. */
export async function fresh() {
  const context = await browser.newContext({viewport: {width: 1280, height: 1000}, locale: 'it-IT'});
  const page = await context.newPage();
  await page.addInitScript(probe);
  const line = await context.newCDPSession(page);
  return {context, page, line};
}

/** A line for who reads the output. */
export const tell = (seen) => console.log(JSON.stringify(seen));
