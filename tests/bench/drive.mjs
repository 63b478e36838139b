// Visits the pages in turn, in a Chromium that is slowed down, and prints a line of JSON for each visit.
import {browser, fresh, job, tell} from './browser.mjs';

/** The network and the processor that all pages get alike. */
async function slow(line, {network, cpu}) {
  await line.send('Network.emulateNetworkConditions', {offline: false, ...network});
  await line.send('Emulation.setCPUThrottlingRate', {rate: cpu});
}

/** Runs a function in the page over the browser's own protocol: playwright's ways put scripts into the page, whose work
    would be measured, too. */
async function ask(line, run, ...given) {
  const expression = `(${run})(...${JSON.stringify(given)})`;
  const {result, exceptionDetails} = await line.send('Runtime.evaluate', {expression, awaitPromise: true, returnByValue: true});
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

/** A real click on the button with that label. */
async function press(line, label) {
  const [x, y] = await ask(line, (label) => {
    const button = window.probe.button(label);
    button.scrollIntoView({block: 'nearest'});
    const {left, top, width, height} = button.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  }, label);
  for (const type of ['mousePressed', 'mouseReleased']) {
    await line.send('Input.dispatchMouseEvent', {type, x, y, button: 'left', clickCount: 1});
  }
}

/** Types the key, presses the button, and holds the verdict against two bare requests before and after. */
async function tries(line, {key, texts}) {
  const before = await ask(line, (key) => window.probe.bare(key), key);
  await ask(line, () => window.probe.select());
  await line.send('Input.insertText', {text: key});
  const verdict = ask(line, (text) => window.probe.verdict(text), texts.ready);
  await press(line, texts.check);
  const took = await verdict;
  const after = await ask(line, (key) => window.probe.bare(key), key);
  return took / ((before + after) / 2);
}

/** The same on the slow processor, then on the machine's own. */
async function triesTwice(line) {
  const slow = await tries(line, job);
  await line.send('Emulation.setCPUThrottlingRate', {rate: 1});
  return {slow, own: await tries(line, job)};
}

let screenOfAll;
/** Pages that show another screen are not compared. */
function alike(name, screen) {
  screenOfAll ??= screen;
  if (screen !== screenOfAll) throw new Error(`${name} does not show what the others do:\n${screen}\nThe others:\n${screenOfAll}`);
}

/** A visit that does not end says so. */
const patient = (visit) => Promise.race([visit, new Promise((done, fail) => setTimeout(fail, 60_000, new Error('A visit did not end within a minute.')).unref())]);

async function visit({name, url, full}) {
  const {context, page, line} = await fresh();
  await slow(line, job);
  await page.goto(url, {waitUntil: 'load'});
  const times = await ask(line, async (full) => {
    const {probe} = window;
    const times = {field: await probe.field, full: full ? await probe.full : null, live: full ? await probe.live : null};
    // What a page does of itself right after, it has done now.
    await new Promise((done) => setTimeout(done, 500));
    return {...times, memory: probe.memory?.buffer.byteLength ?? null, shifts: probe.shifts, requests: probe.requests()};
  }, full);
  if (full) alike(name, await ask(line, () => window.probe.screen()));
  const tried = full ? await triesTwice(line) : {};
  const {long, compiled} = await ask(line, () => (({long, compiled}) => ({long, compiled}))(window.probe));
  const late = long.filter(({start, duration}) => compiled !== null && start + duration > compiled);
  await context.close();
  const longest = Math.max(0, ...late.map(({duration}) => duration));
  return {name, ...times, ...tried, longest: compiled === null ? null : longest};
}

/** What a second visit with the same profile moves. */
async function again({name, url, full}) {
  const {context, page, line} = await fresh();
  let moved;
  for (let visit = 0; visit < 2; visit++) {
    await page.goto('about:blank');
    await page.goto(url, {waitUntil: 'load'});
    moved = await ask(line, async (full) => {
      await (full ? window.probe.live : window.probe.field);
      return window.probe.requests().slice(1);
    }, full);
  }
  await context.close();
  return {name, again: moved};
}

let seed = 1;
/** A number below `sides`, by Lehmer's generator: the same row of numbers in every run. */
function dice(sides) {
  seed = (seed * 48_271) % 0x7fff_ffff;
  return seed % sides;
}

/** The pages, shuffled: what one leaves behind in the browser hits all alike. */
function shuffled(pages) {
  const order = [...pages];
  for (let at = order.length - 1; at > 0; at--) {
    const other = dice(at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

try {
  // The first visits warm up the servers and the browser: they do not count.
  for (let round = -1; round < job.rounds; round++) {
    for (const page of shuffled(job.pages)) {
      const seen = await patient(visit(page));
      if (round >= 0) tell({round, ...seen});
    }
  }
  for (const page of job.pages) tell(await patient(again(page)));
} finally {
  await browser.close();
}
