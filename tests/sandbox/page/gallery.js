// Every state of the element, acted out inside the page by its `mock` attribute.
// `?state=no_credit` shows one; `theme`, `lang` and `width` choose how; `eager` starts all at once, in sight or not.

/** Each state with the words of its card's title. */
const groups = await (await fetch('/gallery.json')).json();

const wanted = new URLSearchParams(location.search);
const form = document.querySelector('form');
const root = document.documentElement;
for (const name of ['theme', 'lang', 'width']) form.elements[name].value = wanted.get(name) ?? form.elements[name].options[0].value;

root.toggleAttribute('data-sheet', wanted.has('sheet'));

function choose() {
  root.dataset.theme = form.elements.theme.value;
  root.dataset.width = form.elements.width.value;
  root.lang = form.elements.lang.value;
}
form.addEventListener('change', choose);
choose();

const only = wanted.get('state');
for (const [title, states] of Object.entries(groups)) {
  const shown = Object.keys(states).filter((state) => !only || state === only);
  if (!shown.length) continue;
  const section = document.createElement('section');
  section.append(Object.assign(document.createElement('h2'), {textContent: title}));
  for (const state of shown) {
    const article = Object.assign(document.createElement('article'), {id: state});
    const name = Object.assign(document.createElement('a'), {href: `?state=${state}`, textContent: state});
    const heading = document.createElement('h3');
    heading.append(name);
    const element = document.createElement('passweb-ai-key');
    element.setAttribute('mock', state);
    if (!only && !wanted.has('eager')) element.setAttribute('loading', 'lazy');
    article.append(heading, element);
    section.append(article);
  }
  document.querySelector('main').append(section);
}
