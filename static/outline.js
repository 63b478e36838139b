// What is seen between the first paint and the panel: the panel's first view or, where something is missing, an outline. One
// file a language. The end of the build writes, in the place of the names below, the rules, the places of the outline's texts
// among those of this file, the panel's first view with its counts, and the language with the texts of both.
const RULES = '', OUTLINE = [], VIEW = '', COUNTS = {}, LANG = '', TEXTS = '';

/** Those texts, in the order of the words file, each on a line. */
export const lines = TEXTS;

/** What a page has patched, or lacks, gives nothing. */
const tried = (act) => {
  try {
    return act();
  } catch {}
};

/** A frame begins; where there is none (a tab in the background), nobody waits for it long. */
const frameBegins = () => new Promise((go) => {
  requestAnimationFrame(go);
  setTimeout(go, 200);
});

/** The ticked steps' place in local storage: step numbers only. */
const STEPS = 'passweb-ai-key.steps';
const steps = (text) => tried(() => (text === undefined ? localStorage.getItem(STEPS) : localStorage.setItem(STEPS, text)));

/** Reads a view, as vendor/yew/src/virtual_dom.rs writes it. */
function viewed(view) {
  const open = [{inside: []}];
  let presses = 0, name;
  for (const part of view.split(/(?=[\x01-\x06])/)) {
    const node = open.at(-1), sign = part[0], text = part.slice(1);
    if (sign === '\x01') {
      const inner = {name: text, inside: [], attributes: {__proto__: null}};
      node.inside.push(inner);
      open.push(inner);
    } else if (sign === '\x02') name = text;
    else if (sign === '\x03') node.attributes[name] = text;
    else if (sign === '\x04') node.press = presses++;
    else if (sign === '\x05') open.pop();
    else if (sign) node.inside.push({text});
  }
  return open[0].inside;
}

const vanish = (node) => (node.shown ? node.shown.remove() : node.inside?.forEach(vanish));

/** Shows `nodes` in the place of `old`, before `next`; the last of both are taken for each other, then those before. */
function place(parent, old, nodes, next) {
  while (old.length > nodes.length) vanish(old.shift());
  for (let at = nodes.length; at--; ) {
    const node = nodes[at];
    const {name, attributes, inside} = node;
    let was = old.pop();
    // An attribute without a name is the element's key.
    if (was && (was.name !== name || was.attributes?.[''] !== attributes?.[''])) was = vanish(was);
    if (name === '') {
      next = place(parent, was?.inside ?? [], inside, next);
      continue;
    }
    const shown = (node.shown = was?.shown ?? (name ? document.createElement(name) : document.createTextNode('')));
    if (name) {
      for (const gone in was?.attributes) gone in attributes || shown.removeAttribute(gone);
      for (const is in attributes) if (is && attributes[is] !== was?.attributes[is]) shown.setAttribute(is, attributes[is]);
      shown.press = node.press;
      place(shown, was?.inside ?? [], inside, null);
    } else if (was?.text !== node.text) {
      shown.data = node.text;
      // What translates a page puts its own texts in the place of ours.
      if (shown.parentNode !== parent) was = undefined;
    }
    if (!was?.shown) parent.insertBefore(shown, next?.parentNode === parent ? next : null);
    next = shown;
  }
  return next;
}

/** Makes an element show a view, and hear its clicks. Where a page has replaced calls of the DOM, less is shown. */
function render(root, view, press) {
  // A panel that serves nobody yet shows nothing: what is drawn there is its first view, and keeps its presses.
  if (!view && /drawn/.test(root.className)) return;
  root.onclick = (event) => {
    // What was taken away meanwhile is not heard.
    if (root.contains(event.target)) for (let at = event.target; at !== root; at = at.parentNode) if (at.press >= 0) press(event, at.press);
  };
  // It may be the one that is drawn.
  if (view) root.begin?.();
  if (root.view === view) return;
  root.view = view;
  try {
    const old = root.nodes ?? [];
    place(root, old, (root.nodes = viewed(view)), null);
  } catch {}
}

// What follows is for the first view alone.

function node(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

const rules = new CSSStyleSheet();
/** Puts the rules behind those of the first paint. */
const dress = (root) => root.adoptedStyleSheets.length > 1 || root.adoptedStyleSheets.push(rules);

/** The panel's first view, in a language. */
const filled = (texts) =>
  VIEW.replace(/[\ue000-\uf8ff]/g, (mark) => texts[mark.charCodeAt() - 0xe000]).replace(/{(\w+)}/g, (_, name) => COUNTS[name]);

/** Once a page: gives what draws, and what the stage goes on with. */
export default function (files, script, forget, present) {
  rules.replaceSync(RULES);
  // What a page says of its language may change while it is shown, on any element round this one.
  const follow = () => present.forEach((ask) => ask('change'));
  new MutationObserver(follow).observe(document, {subtree: true, attributeFilter: ['lang']});
  // The loader has what draws when this has returned: what is painted anew is drawn at once.
  queueMicrotask(follow);
  const first = frameBegins();

  const known = {[LANG + 0]: Promise.resolve(lines.split('\n'))};
  // What makes an address another one: one that failed may go on failing.
  let again = '';
  /** The texts that a script of a language brings: 0, this one; 1, the stage, of which the page's own says what it has. */
  const words = (kind, lang, own) => (known[lang + kind] ??= (lang === LANG ? Promise.resolve({lines: own})
    : script(lang + ['.js', '.stage.js'][kind] + again, files[lang][kind]))
    .then(({lines}) => lines.split('\n'))
    .catch((error) => {
      delete known[lang + kind];
      again += '?';
      throw error;
    }));

  /**
   * What is seen until the panel is there: its first view, as it was at the build; where something is missing, what the
   * loader can't say at once, as far as the words are there.
   */
  async function draw(view, fault) {
    const root = view.getRootNode();
    const frame = view.parentNode;
    const {lang} = frame;
    const news = view.firstChild;
    // It was drawn before, in this language.
    if (/drawn/.test(view.className)) return;
    view.nodes = view.view = frame.pressed = undefined;
    if (fault) {
      dress(root);
      const why = news.children[1];
      news.className = 'verdict warn';
      why.className = 'tech';
    }
    let texts;
    // First of those who wait for the words: the panel waits for what is drawn here.
    try {
      texts = await words(0, lang);
    } catch {}
    if (!texts || frame.lang !== lang || !view.isConnected || view.childNodes[1]) return;
    const [hint, failed, technician, guide, ...titles] = OUTLINE.map((at) => texts[at]);
    if (!fault) {
      // Somebody who was here before may see another first view.
      if (!root.host.hasAttribute('endpoint') || steps()) return view.replaceChildren(node('p', 'reading', hint));
      dress(root);
      view.className = 'view drawn';
      view.textContent = '';
      // A press is kept until somebody hears it.
      frame.pressed = [];
      // The wasm begins its work when this is painted.
      frame.seen = frameBegins().then(() => new Promise((go) => setTimeout(go)));
      render(view, filled(texts), ({target}) => frame.pressed.push(target.closest('button')));
      // Laid out while the frame is waited for, not in it.
      return frame.offsetHeight;
    }
    const [told, why] = news.children;
    told.textContent = failed;
    why.prepend(technician, ' ');
    view.append(node('section', 'guide', node('h3', '', guide), node('ol', 'steps', ...titles.map((title, at) =>
      node('li', 'step step-head', node('span', 'number', at + 1), node('span', 'step-title', title))))));
  }

  return {draw, words, dress, render, steps, first, script, forget, present};
}
