// Pastes, tries and saves a key again and again in one page, and prints how large the wasm's memory is.
import {browser, fresh, job, tell} from './browser.mjs';

/** Puts the key on the clipboard as a person would. */
async function copy(page) {
  await page.evaluate((key) => {
    const area = document.createElement('textarea');
    area.value = key;
    document.body.append(area);
    area.select();
  }, job.key);
  await page.keyboard.press('Control+C');
  await page.evaluate(() => document.querySelector('textarea').remove());
}

/** Has every key that is pasted from now on tried and saved; `saved()` waits for the next one. */
const watch = () => {
  const host = document.querySelector('passweb-ai-key');
  const on = (name, then) => host.addEventListener(`ai-key-${name}`, ({detail}) => then(detail));
  // Once a key is saved, the field is read again: empty.
  on('reading', ({accept}) => accept && host.check());
  on('checked', () => host.save());
  let ended;
  on('saved', () => ended.done());
  on('error', ({code}) => ended.fail(new Error(code)));
  window.saved = () => new Promise((done, fail) => {
    ended = {done, fail};
    host.focus();
  });
};

const memory = () => window.probe.memory.buffer.byteLength;

try {
  const {page} = await fresh();
  await page.goto(job.url);
  await page.evaluate(() => window.probe.live);
  await copy(page);
  await page.evaluate(watch);
  for (let round = 0; round < job.rounds; round++) {
    const ended = page.evaluate(() => window.saved());
    await page.keyboard.press('Control+V');
    await ended;
    const last = round + 1 === job.rounds;
    if (last || round + 1 === job.warm || (round + 1) % Math.max(job.warm, Math.floor(job.rounds / 20)) === 0) {
      tell({round: round + 1, memory: await page.evaluate(memory)});
    }
  }
} finally {
  await browser.close();
}
