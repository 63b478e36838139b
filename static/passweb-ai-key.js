// <passweb-ai-key>: paints the field at once, loads the rest, and hands over to it.
// The build writes names, digests and first words over the line below.
const BUILD = {};

const here = new URL('.', import.meta.url);
const at = (path) => new URL(path, here).href;
const mounted = new Set();
let loading;
let poisoned = 0;

/** Fetches an asset that must be exactly the one that was built. */
async function asset({path, integrity}) {
  const answer = await fetch(at(path), {integrity}).catch(() => {});
  if (!answer?.ok) throw Object.assign(new Error(), {path});
  return answer;
}

const words = {};
/** The texts of a language, in the order of the words file. */
function speak(lang) {
  words[lang] ??= asset(BUILD.words[lang]).then((answer) => answer.json());
  words[lang].catch(() => delete words[lang]);
  return words[lang];
}

/** Glue and wasm, once a page; a failed load is forgotten, so that it can be tried again. */
function load() {
  loading ??= (async () => {
    const wasm = asset(BUILD.wasm);
    wasm.catch(() => {});
    await asset(BUILD.glue);
    const glue = await import(at(BUILD.glue.path) + (poisoned ? `?${poisoned}` : ''));
    await glue.default({module_or_path: wasm});
    glue.onPanic(trap);
    return glue;
  })();
  loading.catch(() => (loading = undefined));
  return loading;
}

/** A trapped instance stays broken: every element shows its fallback, and *Riprova* takes a fresh one. */
function trap() {
  loading = undefined;
  poisoned += 1;
  for (const element of mounted) element.fail('trap');
}
/** Other wasm on the page may trap too: only this widget's own is meant. */
const own = (error) => error instanceof WebAssembly.RuntimeError && String(error.stack).includes('passweb-ai-key') && trap();
addEventListener('error', ({error}) => own(error));
addEventListener('unhandledrejection', ({reason}) => own(reason));

const sheet = new CSSStyleSheet();
sheet.replaceSync(BUILD.critical);
let full;
function dress() {
  full ??= asset(BUILD.css).then((answer) => answer.text()).then((css) => sheet.replaceSync(BUILD.critical + css));
  full.catch(() => (full = undefined));
  return full;
}

function node(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

export class PasswebAiKey extends HTMLElement {
  static observedAttributes = ['endpoint', 'models', 'lang', 'check', 'csrf-header', 'csrf-token', 'openai-base'];

  #field = node('input', {type: 'password', id: 'key', className: 'key', autocomplete: 'one-time-code', spellcheck: false});
  #label = node('label', {htmlFor: 'key', className: 'label'});
  #hint = node('p', {className: 'reading first', id: 'reading'});
  #guide = node('section', {className: 'guide first'});
  #view = node('div', {className: 'view'});
  #panel;
  #early;
  #turn = 0;

  constructor() {
    super();
    const root = this.attachShadow({mode: 'open', delegatesFocus: true});
    root.adoptedStyleSheets = [sheet];
    for (const [name, value] of Object.entries({
      autocapitalize: 'off', autocorrect: 'off', translate: 'no', 'aria-describedby': 'reading',
      'data-1p-ignore': '', 'data-bwignore': '', 'data-lpignore': 'true', 'data-form-type': 'other',
    })) this.#field.setAttribute(name, value);
    this.#view.append(this.#hint, this.#guide);
    root.append(node('div', {className: 'frame'}, this.#label, this.#field, this.#view));
    this.#listen();
  }

  connectedCallback() {
    this.#paint();
    this.#start();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#turn += 1;
      mounted.delete(this);
      this.#panel?.destroy();
      this.#panel = undefined;
    });
  }

  attributeChangedCallback(name) {
    if (name === 'lang' && this.isConnected) this.#translate();
    else this.#panel?.configure();
  }

  get version() {
    return BUILD.version;
  }

  check() {
    this.#panel?.check();
  }

  save() {
    this.#panel?.save();
  }

  reset() {
    if (this.#panel) this.#panel.reset();
    else this.#field.value = '';
  }

  focus(options) {
    this.#field.focus(options);
  }

  /** The nearest `lang` up the tree, then the browser's, then Italian. */
  get #lang() {
    const near = this.closest('[lang]')?.lang || this.getRootNode().host?.closest('[lang]')?.lang;
    const wanted = [near, ...navigator.languages].map((lang) => lang?.slice(0, 2).toLowerCase());
    return wanted.find((lang) => lang in BUILD.first) ?? 'it';
  }

  #paint() {
    const first = BUILD.first[this.#lang];
    this.#label.textContent = first.label;
    if (this.#panel) return;
    this.#hint.textContent = first.hint;
    this.#guide.replaceChildren(node('h3', {textContent: first.guide}), node('ol', {className: 'steps'},
      ...first.steps.map((title, at) => node('li', {className: 'step step-head'},
        node('span', {className: 'number', textContent: at + 1}), node('span', {className: 'step-title', textContent: title})))));
  }

  /** Until the wasm listens, what is pasted is kept raw: an input drops line breaks, but for U+2028. */
  #listen() {
    const field = this.#field;
    const came = (how) => (this.#early = {how, value: field.value});
    field.addEventListener('input', ({isTrusted, inputType}) => {
      const filled = !isTrusted || !inputType || inputType === 'insertReplacementText';
      if (!this.#panel) came(filled ? '' : 'typed');
    });
    field.addEventListener('paste', (event) => {
      const text = event.clipboardData?.getData('text/plain');
      if (this.#panel || !text) return;
      event.preventDefault();
      field.setRangeText(text.replace(/\r\n?|\n/g, '\u2028'), field.selectionStart, field.selectionEnd, 'end');
      came(event.isTrusted ? 'paste' : '');
    });
    field.addEventListener('keydown', (event) => {
      if (!this.#panel && event.key === 'Enter') event.preventDefault();
    });
  }

  async #start() {
    if (this.#panel || mounted.has(this)) return;
    mounted.add(this);
    const turn = (this.#turn += 1);
    try {
      const [glue, texts] = await Promise.all([load(), speak(this.#lang), dress()]);
      if (turn !== this.#turn) return;
      this.#view.replaceChildren();
      // What was swapped since without an event, nobody put in.
      const how = this.#early?.value === this.#field.value ? this.#early.how : '';
      this.#early = undefined;
      this.#panel = glue.mount(this, this.#view, this.#field, texts, here.href, how);
    } catch (error) {
      if (turn === this.#turn) this.fail(error instanceof WebAssembly.CompileError ? 'wasm' : 'load', error);
    }
  }

  async #translate() {
    this.#paint();
    const texts = await speak(this.#lang).catch(() => undefined);
    if (texts) this.#panel?.speak(texts);
  }

  /** Shows that something is missing, and keeps the field. What the error says could hold input: it stays unsaid. */
  fail(code, error) {
    mounted.delete(this);
    this.#turn += 1;
    this.#panel = undefined;
    const first = BUILD.first[this.#lang];
    const retry = node('button', {type: 'button', textContent: first.retry, onclick: () => {
      this.#view.replaceChildren(this.#hint, this.#guide);
      this.#paint();
      this.#start();
    }});
    const said = error?.path ? `${code} ${error.path}` : code;
    this.#view.replaceChildren(node('div', {className: 'verdict warn', role: 'alert'},
      node('p', {textContent: first.failed}), node('p', {className: 'tech', textContent: `${first.technician} ${said}`}), retry), this.#guide);
    this.dispatchEvent(new CustomEvent('ai-key-error', {bubbles: true, composed: true, detail: {code}}));
    console.error(`passweb-ai-key: ${said}`);
  }
}

if (!customElements.get('passweb-ai-key')) customElements.define('passweb-ai-key', PasswebAiKey);
