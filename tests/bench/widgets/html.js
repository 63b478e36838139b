// Stands at the end of a page that holds all of the widget already.
import {looksRight, tryKey} from './shared.js';

const main = document.querySelector('main');
const part = (name) => main.querySelector(name);
const field = part('#key');

field.addEventListener('input', () => {
  part('.reading').textContent = looksRight(field.value) ? TEXTS.right : TEXTS.wrong;
});
part('button').addEventListener('click', async () => {
  part('.verdict').textContent = TEXTS.trying;
  part('.verdict').textContent = (await tryKey(main.dataset.base, field.value)) ? TEXTS.ready : TEXTS.refused;
});
part('.frame').classList.remove('drawn');
