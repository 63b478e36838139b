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

/** Resolves when the key that is about to be pasted has been tried and saved. */
const saved = () => new Promise((done, fail) => {
  const host = document.querySelector('passweb-ai-key');
  const once = (name, then) => host.addEventListener(`ai-key-${name}`, then, {once: true});
  once('reading', () => host.check());
  once('checked', () => host.save());
  once('saved', () => done());
  once('error', ({detail}) => fail(new Error(detail.code)));
  host.focus();
});

const memory = () => window.probe.memory.buffer.byteLength;

try {
  const {page} = await fresh();
  await page.goto(job.url);
  await page.evaluate(() => window.probe.full);
  await copy(page);
  for (let round = 0; round < job.rounds; round++) {
    const ended = page.evaluate(saved);
    await page.keyboard.press('Control+V');
    await ended;
    if ((round + 1) % Math.max(job.warm, Math.floor(job.rounds / 20)) === 0 || round + 1 === job.warm) {
      tell({round: round + 1, memory: await page.evaluate(memory)});
    }
  }
  tell({round: job.rounds, memory: await page.evaluate(memory)});
} finally {
  await browser.close();
}
