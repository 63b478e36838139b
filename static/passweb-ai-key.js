// <passweb-ai-key>: paints the field at once, loads the rest, and hands over to it (stage.js).
// The build writes names, digests and first words over the line below.
const BUILD = {};

const base = new URL('.', import.meta.url).href;
/** The elements that are on the page. */
const present = new Set();
let poisoned = 0;

/** What the page's policy lacks for one of these files. */
let lacks = '';
document.addEventListener('securitypolicyviolation', ({blockedURI, disposition, effectiveDirective}) => {
  if (disposition === 'enforce' && blockedURI.startsWith(base)) lacks = ` Content-Security-Policy: ${effectiveDirective} ${new URL(base).origin}`;
});

/** An asset's address: its name holds the beginning of its digest. */
const address = (name) => base + 'assets/' + name.replace(/(?=[._])/, '-' + BUILD.sri[name].slice(0, 12).replace(/\W/g, '_'));

/** Fetches an asset that must be exactly the one that was built. */
async function asset(name) {
  const path = address(name);
  // Why a policy refused is told after the failure (measured in Chromium 156).
  const answer = await fetch(path, {integrity: 'sha256-' + BUILD.sri[name]}).catch(() => new Promise((go) => setTimeout(go, 400)));
  if (!answer?.ok) throw {path: path.slice(base.length) + lacks};
  return answer;
}

/** What is kept once it is there; a failed load is forgotten, so that it can be tried again. */
const kept = {};
function once(name, load) {
  kept[name] ??= load(name);
  kept[name].catch(() => delete kept[name]);
  return kept[name];
}

/** The texts of a language, in the order of the words file. */
const speak = (lang) => once(lang + '.json', (name) =>
  asset(name).then((answer) => answer.json()).then((texts) => Object.assign(texts, {lang})));

/** Glue and wasm, once a page. */
const load = () => once('panel', async () => {
  const wasm = asset('passweb-ai-key_bg.wasm');
  wasm.catch(() => {});
  await asset('passweb-ai-key.js');
  const stage = await import(address('passweb-ai-key.js') + (poisoned ? '?' + poisoned : ''));
  return stage.default({wasm, base, asset, address, trap});
});

/** A trapped instance stays broken: every element shows its fallback, and *Riprova* takes a fresh one. */
function trap() {
  delete kept.panel;
  poisoned += 1;
  for (const element of present) element.fail('trap');
}

/** What a page says of its language may change while it is shown, on any element round this one. */
new MutationObserver(() => present.forEach((element) => element.follow()))
  .observe(document, {subtree: true, attributeFilter: ['lang']});

/** The field first: what is fetched begins behind the first frame, or soon, where there is none (a tab in the background). */
const drawn = new Promise((go) => {
  requestAnimationFrame(() => setTimeout(go));
  setTimeout(go, 200);
});

const sheet = new CSSStyleSheet();
sheet.replaceSync(BUILD.critical);
const dress = () => once('passweb-ai-key.css', (name) =>
  asset(name).then((answer) => answer.text()).then((css) => sheet.replaceSync(BUILD.critical + css)));

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
  #title = node('h3');
  // What has no text yet keeps its line.
  #titles = Array.from(Array(8), () => node('span', {className: 'step-title', textContent: '\xa0'}));
  #guide = node('section', {className: 'guide first'}, this.#title, node('ol', {className: 'steps'},
    ...this.#titles.map((title, at) =>
      node('li', {className: 'step step-head'}, node('span', {className: 'number', textContent: at + 1}), title))));
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
    if (frame) {
      [this.#label, this.#field, this.#first] = (this.#frame = frame).children;
      [this.#hint, this.#guide] = this.#first.children;
      this.#title = frame.querySelector('h3');
      this.#titles = frame.querySelectorAll('.step-title');
    } else root.append(this.#frame);
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
      if (this.isConnected) return;
      present.delete(this);
      this.#end('leave');
    });
  }

  attributeChangedCallback(name) {
    if (name === 'lang') this.follow();
    else this.#panel?.configure();
  }

  get version() {
    return BUILD.version;
  }

  /** A method, and yet the attribute where it is set: frameworks set a property where there is one of that name. */
  get check() {
    return () => this.#panel?.check();
  }

  set check(value) {
    this.setAttribute('check', value);
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

  /** What is seen without the panel: the hint or, after a failure, what is missing; and the guide's frame. */
  #paint() {
    const [label, hint, title, ...failed] = BUILD.first[this.#frame.lang = this.#lang];
    this.#label.textContent = label;
    if (this.#panel) return;
    this.#state(this.#fault ? 'failed' : 'loading');
    this.#show(this.#first);
    this.#first.replaceChildren(this.#fault ? this.#failure(...failed) : this.#hint, this.#guide);
    this.#hint.textContent = hint;
    this.#title.textContent = title;
  }

  #failure(failed, retry, technician) {
    return node('div', {className: 'verdict warn', role: 'alert'}, node('p', {textContent: failed}),
      node('p', {className: 'tech', textContent: `${technician} ${this.#fault}`}),
      node('button', {type: 'button', textContent: retry, onclick: () => this.#start()}));
  }

  #show(view) {
    this.#shown.replaceWith(view);
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
    const early = (name, react) => field.addEventListener(name, (event) => this.#panel || react(event));
    early('input', ({isTrusted, inputType}) =>
      came(!isTrusted || !inputType || inputType === 'insertReplacementText' ? '' : 'typed'));
    early('paste', (event) => {
      const text = event.clipboardData?.getData('text/plain');
      if (!text) return;
      event.preventDefault();
      field.setRangeText(text.replace(/\r\n?|\n/g, '\u2028'), field.selectionStart, field.selectionEnd, 'end');
      came(event.isTrusted ? 'paste' : '');
    });
    early('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  }

  async #start() {
    if (this.#mount) return;
    this.#fault = undefined;
    this.#paint();
    const {signal} = (this.#mount = new AbortController());
    try {
      await drawn;
      const lang = this.#lang;
      const [seat, texts] = await Promise.all([load(), this.#texts(), dress()]);
      if (signal.aborted) return;
      await seat({
        host: this, field: this.#field, signal, texts,
        // What was swapped since without an event, nobody put in.
        early: () => (this.#early?.value === this.#field.value ? this.#early.how : ''),
        take: (panel, place) => {
          this.#early = undefined;
          this.#panel = panel;
          this.#show(place);
          this.#state('');
        },
        show: (names) => this.#state(names),
      });
      this.#spoken = lang;
      this.follow();
    } catch (error) {
      if (signal.aborted) return;
      // An instance that broke down without a word of its own serves nobody any more.
      if (error instanceof WebAssembly.RuntimeError) trap();
      else this.fail(error instanceof WebAssembly.CompileError ? 'wasm' : 'load', error);
    }
  }

  /** The texts of the page's language; the titles of the guide's steps are told at once. */
  async #texts() {
    const texts = await speak(this.#lang);
    // Those of the language before may come last.
    if (texts.lang === this.#lang) this.#titles.forEach((title, at) => (title.textContent = texts[BUILD.titles[at]]));
    return texts;
  }

  /** Takes every listener of the mount away, and hides what *Mostra* showed: the next mount begins hidden. */
  #end(leave) {
    this.#field.type = 'password';
    const mount = this.#mount;
    mount?.abort();
    this.#mount = undefined;
    if (leave) this.#panel?.leave();
    this.#panel = undefined;
    this.#show(this.#first);
    return mount;
  }

  /** The language round the element changed, perhaps. Not `translate`: every element has a property of that name. */
  async follow() {
    const lang = this.#lang;
    if (lang !== this.#frame.lang) this.#paint();
    if (!(this.#mount || this.#fault) || lang === this.#spoken) return;
    const texts = await this.#texts().catch(() => {});
    if (!texts || lang !== this.#lang) return;
    this.#spoken = lang;
    this.#panel?.speak(texts);
  }

  /** Shows that something is missing, and keeps the field. What the error says could hold input: it stays unsaid. */
  fail(code, error) {
    if (!this.#end()) return;
    // The bytes are the right ones: then it is the page's policy that is in the way, or a browser of long ago.
    const about = code === 'wasm' ? "Content-Security-Policy: script-src 'wasm-unsafe-eval'" : error?.path;
    this.#fault = about ? `${code} ${about}` : code;
    this.#paint();
    this.dispatchEvent(new CustomEvent('ai-key-error', {bubbles: true, composed: true, detail: {code}}));
    console.error(`passweb-ai-key: ${this.#fault}`);
  }
}

if (!customElements.get('passweb-ai-key')) customElements.define('passweb-ai-key', PasswebAiKey);
