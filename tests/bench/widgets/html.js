// Stands at the end of a page that shows everything already.
import {looksRight, show, tryKey} from './shared.js';

const main = document.querySelector('main');
const part = (name) => main.querySelector(name);
const field = part('#key');
const [shows, checks] = main.querySelectorAll('.bar button');
const judge = (verdict) => {
  part('.verdict h3').textContent = verdict;
  part('.verdict p')?.remove();
};

field.addEventListener('input', () => {
  part('.reading span').textContent = looksRight(field.value) ? TEXTS.right : TEXTS.wrong;
});
shows.addEventListener('click', () => show(field));
checks.addEventListener('click', async () => {
  judge(TEXTS.trying);
  judge((await tryKey(main.dataset.base, field.value)) ? TEXTS.ready : TEXTS.refused);
});
// From here on it answers.
part('.frame').classList.remove('drawn');
