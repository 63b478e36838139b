// <passweb-ai-key>: paints the field at once, loads the rest, and hands over to it.
// The build writes names, digests and first words over the line below.
const BUILD = {};

const here = new URL('.', import.meta.url);
const at = (path) => new URL(path, here).href;
/** Is this page on the reader's own machine? Only there states are acted out. */
const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);
/** The elements that are on the page. */
const present = new Set();
/** Panels whose element left the page: the next element takes one over. */
let spare = [];
let loading;
let poisoned = 0;

/** What the page's policy lacks for one of these files. */
let lacks = '';
document.addEventListener('securitypolicyviolation', ({blockedURI, disposition, effectiveDirective}) => {
  if (disposition === 'enforce' && blockedURI.startsWith(here)) lacks = ` Content-Security-Policy: ${effectiveDirective} ${here.origin}`;
});

/** Fetches an asset that must be exactly the one that was built. */
async function asset({path, integrity}) {
  // Why a policy refused is told after the failure (measured in Chromium 156).
  const answer = await fetch(at(path), {integrity}).catch(() => new Promise((go) => setTimeout(go, 400)));
  if (!answer?.ok) throw Object.assign(new Error(), {path: path + lacks});
  return answer;
}

/** Lists, numbers and dates, as a language writes them. A day or a month without a time is the same everywhere. */
// Small numbers are written alike in all five: the first one that Intl is asked for takes 10 ms (measured).
const locale = (lang) => ({
  list: (lines) => new Intl.ListFormat(lang).format(lines.split('\n')),
  number: (number) => (number < 1000 ? `${number}` : number.toLocaleString(lang)),
  day: (date) => new Date(date.toUpperCase()).toLocaleDateString(lang, {
    year: 'numeric', month: 'long', day: date[7] && 'numeric', timeZone: date[10] ? undefined : 'UTC',
  }),
});

const words = {};
/** The texts of a language, in the order of the words file. */
function speak(lang) {
  words[lang] ??= asset(BUILD.words[lang]).then((answer) => answer.json()).then((texts) => Object.assign(texts, locale(lang)));
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

/** States acted out, for designers: fetched only where an attribute asks for one. */
async function mock() {
  await asset(BUILD.mock);
  return (await import(at(BUILD.mock.path))).default;
}

/** A trapped instance stays broken: every element shows its fallback, and *Riprova* takes a fresh one. */
function trap() {
  loading = undefined;
  spare = [];
  poisoned += 1;
  for (const element of present) element.fail('trap');
}
/** Other wasm on the page may trap too: only this widget's own is meant. */
const own = (error) => error instanceof WebAssembly.RuntimeError && String(error.stack).includes('passweb-ai-key') && trap();
addEventListener('error', ({error}) => own(error));
addEventListener('unhandledrejection', ({reason}) => own(reason));

/** What a page says of its language may change while it is shown, on any element round this one. */
new MutationObserver(() => present.forEach((element) => element.follow()))
  .observe(document, {subtree: true, attributeFilter: ['lang']});

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
  static observedAttributes = ['endpoint', 'models', 'lang', 'check', 'csrf-header', 'csrf-token', 'openai-base', 'mock'];

  #field = node('input', {id: 'key', className: 'key'});
  #label = node('label', {htmlFor: 'key', className: 'label'});
  #hint = node('p', {className: 'reading first', id: 'reading'});
  #guide = node('section', {className: 'guide first'});
  #first = node('div', {className: 'view'}, this.#hint, this.#guide);
  #frame = node('div', {className: 'frame', dir: 'ltr'}, this.#label, this.#field, this.#first, node('slot', {name: 'help'}));
  #inner = this.attachInternals();
  #states = this.#inner.states;
  #shown;
  #seen;
  #panel;
  #mount;
  #spoken;
  #early;
  #fault;

  constructor() {
    super();
    // A frame that came with the page stays, and so does what was typed into its field.
    const root = this.#inner.shadowRoot ?? this.attachShadow({mode: 'open', delegatesFocus: true});
    const frame = root.querySelector('.frame');
    if (frame) [this.#label, this.#field, this.#first] = (this.#frame = frame).children;
    else root.append(this.#frame);
    this.#shown = this.#first;
    root.adoptedStyleSheets = [sheet];
    for (const [name, value] of Object.entries({
      type: 'password', autocomplete: 'one-time-code', spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off', translate: 'no', part: 'field',
      'data-1p-ignore': '', 'data-bwignore': '', 'data-lpignore': 'true', 'data-form-type': 'other',
    })) this.#field.setAttribute(name, value);
    this.#label.setAttribute('part', 'label');
    this.#listen();
  }

  connectedCallback() {
    present.add(this);
    if (this.#mount) return this.follow();
    if (this.getAttribute('loading') !== 'lazy') return this.#start();
    this.#paint();
    this.#seen ??= new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.#seen.disconnect();
      if (this.isConnected) this.#start();
    }, {rootMargin: '200px'});
    this.#seen.observe(this);
  }

  /** A move takes the element out and in again within one task: then nothing ends. */
  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) this.#leave();
    });
  }

  attributeChangedCallback(name) {
    if (name === 'lang') this.follow();
    else this.#act('configure');
  }

  get version() {
    return BUILD.version;
  }

  /** A method, and yet the attribute where it is set: frameworks set a property where there is one of that name. */
  get check() {
    return () => this.#act('check');
  }

  set check(value) {
    this.setAttribute('check', value);
  }

  save() {
    this.#act('save');
  }

  reset() {
    if (this.#panel) this.#act('reset');
    else this.#field.value = '';
  }

  focus(options) {
    this.#field.focus(options);
  }

  /** Whatever the panel does of itself, what calls it must not fail. */
  #act(what, ...values) {
    try {
      this.#panel?.[what](...values);
    } catch {
      trap();
    }
  }

  /** The nearest `lang` up the tree, then the browser's, then Italian. */
  get #lang() {
    const near = this.closest('[lang]')?.lang || this.getRootNode().host?.closest('[lang]')?.lang;
    const wanted = [near, ...navigator.languages].map((lang) => lang?.slice(0, 2).toLowerCase());
    return wanted.find((lang) => lang in BUILD.first) ?? 'it';
  }

  /** What is seen without the panel: the hint or, after a failure, what is missing; and the guide's titles. */
  #paint() {
    const first = BUILD.first[this.#frame.lang = this.#lang];
    this.#label.textContent = first.label;
    if (this.#panel) return;
    this.#state(this.#fault ? 'failed' : 'loading');
    this.#show(this.#first);
    this.#first.replaceChildren(this.#fault ? this.#failure(first) : this.#hint, this.#guide);
    this.#hint.textContent = first.hint;
    this.#guide.replaceChildren(node('h3', {textContent: first.guide}), node('ol', {className: 'steps'},
      ...first.steps.map((title, at) => node('li', {className: 'step step-head'},
        node('span', {className: 'number', textContent: at + 1}), node('span', {className: 'step-title', textContent: title})))));
  }

  #failure(first) {
    const retry = node('button', {type: 'button', textContent: first.retry, onclick: () => this.#start()});
    return node('div', {className: 'verdict warn', role: 'alert'}, node('p', {textContent: first.failed}),
      node('p', {className: 'tech', textContent: `${first.technician} ${this.#fault}`}), retry);
  }

  #show(view) {
    if (this.#shown !== view) this.#shown.replaceWith(view);
    this.#shown = view;
  }

  #state(names) {
    this.#field.ariaInvalid = /wrong|refused/.test(names);
    this.#field.setAttribute('aria-describedby', /refused/.test(names) ? 'reading verdict-title' : 'reading');
    this.#states?.clear();
    for (const name of names.split(' ')) if (name) this.#states?.add(name);
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
    if (this.#mount) return;
    this.#fault = undefined;
    this.#paint();
    const {signal} = (this.#mount = new AbortController());
    try {
      const staged = loopback && this.hasAttribute('mock') && (await (await mock())(this, this.#field));
      const lang = this.#lang;
      const [glue, texts] = await Promise.all([load(), speak(lang), dress()]);
      if (signal.aborted) return;
      // What was swapped since without an event, nobody put in.
      const how = staged || (this.#early?.value === this.#field.value ? this.#early.how : '');
      this.#early = undefined;
      const view = node('div', {className: 'view'});
      const {panel, place} = spare.pop() ?? {panel: new glue.Mounted(view, here.href), place: view};
      this.#panel = panel;
      this.#show(place);
      this.#state('');
      panel.enter(this, this.#field, {
        listen: (target, name, capture, on) => target.addEventListener(name, on, {capture, signal}),
        show: (names) => signal.aborted || this.#state(names),
      }, texts, how);
      this.#spoken = lang;
      this.follow();
    } catch (error) {
      if (signal.aborted) return;
      // An instance that broke down without a word of its own serves nobody any more.
      if (error instanceof WebAssembly.RuntimeError) trap();
      else this.fail(error instanceof WebAssembly.CompileError ? 'wasm' : 'load', error);
    }
  }

  /** The panel goes on to another element; the field keeps what is in it. */
  #leave() {
    present.delete(this);
    if (!this.#end()) return;
    const panel = this.#panel;
    if (!panel) return;
    const sound = poisoned;
    this.#act('leave');
    this.#panel = undefined;
    // One that broke down on leaving serves nobody any more.
    if (sound === poisoned) spare.push({panel, place: this.#shown});
    this.#show(this.#first);
  }

  /** Takes every listener of the mount away, and hides what *Mostra* showed: the next mount begins hidden. */
  #end() {
    this.#field.type = 'password';
    const mount = this.#mount;
    mount?.abort();
    this.#mount = undefined;
    return mount;
  }

  /** The language round the element changed, perhaps. Not `translate`: every element has a property of that name. */
  async follow() {
    const lang = this.#lang;
    if (lang !== this.#frame.lang) this.#paint();
    if (!this.#panel || lang === this.#spoken) return;
    const texts = await speak(lang).catch(() => undefined);
    if (!texts || lang !== this.#lang) return;
    this.#spoken = lang;
    this.#act('speak', texts);
  }

  /** Shows that something is missing, and keeps the field. What the error says could hold input: it stays unsaid. */
  fail(code, error) {
    if (!this.#end()) return;
    this.#panel = undefined;
    // The bytes are the right ones: then it is the page's policy that is in the way, or a browser of long ago.
    const about = code === 'wasm' ? "Content-Security-Policy: script-src 'wasm-unsafe-eval'" : error?.path;
    this.#fault = about ? `${code} ${about}` : code;
    this.#paint();
    this.dispatchEvent(new CustomEvent('ai-key-error', {bubbles: true, composed: true, detail: {code}}));
    console.error(`passweb-ai-key: ${this.#fault}`);
  }
}

if (!customElements.get('passweb-ai-key')) customElements.define('passweb-ai-key', PasswebAiKey);
