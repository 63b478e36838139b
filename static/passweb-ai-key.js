// <passweb-ai-key>: paints the field at once, loads the rest, and hands over to it (stage.js).
// The build writes first words and rules, digests and version over the line below.
const FIRST = {}, CRITICAL = '', WASM = '', GLUE = '', LABEL = '', VERSION = '';

const base = new URL('.', import.meta.url).href;
/** What serves the elements that are on the page. */
const present = new Set();
/** The stage, once it is there; and what makes its address another one after a trap. */
let stage, poison = '';

/** What the page's policy lacks for one of these files. */
let lacks = '';
document.addEventListener('securitypolicyviolation', (event) => {
  if (event.disposition === 'enforce' && event.blockedURI.startsWith(base)) lacks = ` Content-Security-Policy: ${event.effectiveDirective} ${base}`;
});

/** An asset's address: its name holds the beginning of its digest. */
const address = (name, digest) => `${base}assets/passweb-ai-key-${digest.slice(0, 8).replace(/\W/g, '_')}.${name}`;

/** Fetches an asset that must be exactly the one that was built. Of the words only the beginning of the digest is known here. */
const asset = async (name, digest) => {
  const about = address(name, digest);
  // Why a policy refused is told after the failure (measured in Chromium 156).
  const answer = await fetch(about, {integrity: digest[8] && 'sha256-' + digest}).catch(() => new Promise((go) => setTimeout(go, 400)));
  if (!answer?.ok) throw {about: about + lacks};
  return answer;
};

/** What is kept once it is there; a failed load is forgotten, so that it can be tried again. */
const kept = {};
const once = (name, load) => {
  kept[name] ??= load();
  kept[name].catch(() => delete kept[name]);
  return kept[name];
};

/** The words file of a language. Its digest is the stage's: nothing is made of it before. */
const speak = (lang) => once(lang, async () => (await asset(lang + '.txt', FIRST[lang][0])).arrayBuffer());

/** Glue and wasm, once a page. */
const load = () => once('', async () => {
  const [wasm] = await Promise.all([asset('wasm', WASM), asset('js', GLUE).then(async () => {
    stage = (await import(address('js', GLUE) + poison)).default(base, asset, address, trap, present, speak);
  })]);
  return stage.begin(wasm);
});

/** A trapped instance stays broken: every element shows its fallback, and *Riprova* takes a fresh one. */
const trap = () => {
  delete kept[''];
  poison += '?';
  for (const ask of present) ask('fail', {why: 'trap'});
};

const sheet = new CSSStyleSheet();
sheet.replaceSync(CRITICAL);

const node = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** Serves an element: gives what grants its wishes. The panel, once it is there, goes first. */
const serve = (host) => {
  let panel, mount, early, fault, seen;
  const {states} = host.attachInternals();
  const root = host.shadowRoot ?? host.attachShadow({mode: 'open', delegatesFocus: true});
  // A frame that came with the page stays, and so does what was typed into its field.
  if (!root.lastChild) {
    root.append(node('div', {className: 'frame', dir: 'ltr'}, node('label', {className: 'label', part: 'label', htmlFor: 'key'}, LABEL),
      node('input', {className: 'key', id: 'key'}), node('div', {}, node('p', {className: 'reading', id: 'reading'})), node('slot', {name: 'help'})));
  }
  const frame = root.lastChild;
  const [, field, {firstChild: hint}] = frame.children;
  root.adoptedStyleSheets = [sheet];
  for (const pair of 'type=password autocomplete=one-time-code part=field data-1p-ignore= data-bwignore= data-lpignore=true data-form-type=other'.split(' ')) {
    field.setAttribute(...pair.split('='));
  }
  try {
    // As it was with the key in use: nothing moves when the endpoint says that it still is.
    frame.style.gridTemplateRows = localStorage['passweb-ai-key.rows'];
  } catch {}

  /** The nearest `lang` up the tree, then the browser's, then Italian. */
  const lang = () => {
    const near = host.closest('[lang]')?.lang || host.getRootNode().host?.closest('[lang]')?.lang;
    return [near, ...navigator.languages].map((lang) => lang?.slice(0, 2).toLowerCase()).find((lang) => lang in FIRST) ?? 'it';
  };

  const show = (view) => frame.children[2].replaceWith(view);

  /** What is seen without the panel: the hint, then the stage's; after a failure, what is missing. */
  const paint = () => {
    const now = lang();
    // The stage has drawn the panel's first view already.
    if (!fault && frame.lang === now && frame.querySelector('.drawn')) return;
    const [, told, failed, retry] = FIRST[frame.lang = now];
    states?.clear();
    states?.add(fault ? 'failed' : 'loading');
    hint.textContent = told;
    const view = fault ? node('div', {className: 'view'}, node('div', {className: 'reading', role: 'alert'}, node('p', {}, failed),
      node('p', {}, fault), node('button', {onclick: start}, retry))) : node('div', {className: 'view first'}, hint);
    show(view);
    stage?.outline(view, fault);
  };

  const start = async () => {
    if (mount || !present.has(ask)) return;
    fault = '';
    paint();
    const {signal} = mount = new AbortController();
    try {
      const [seat] = await Promise.all([load(), speak(lang())]);
      await seat(host, field, states, signal, lang, () => early, (hand, view) => {
        panel = hand;
        early = undefined;
        // A panel that goes on with what is drawn keeps it.
        if (!view.isConnected) show(view);
      });
    } catch (error) {
      // A page that has patched what is called here may throw anything.
      if (!signal.aborted) ask('fail', error ?? {});
    }
  };

  /** Takes every listener of the mount away, and hides what *Mostra* showed: the next mount begins hidden. */
  const end = () => {
    field.type = 'password';
    mount?.abort();
    mount = panel = undefined;
    show(node('div'));
  };

  // Until the wasm listens, what is pasted is kept raw: an input drops line breaks, but for U+2028.
  const on = (name, react) => field.addEventListener(name, (event) => panel || react(event));
  const came = (how) => (early = [how, field.value]);
  on('input', ({isTrusted, inputType}) => came(isTrusted && inputType && inputType !== 'insertReplacementText' ? 'typed' : ''));
  on('paste', (event) => {
    const text = event.clipboardData?.getData('text');
    if (!text) return;
    event.preventDefault();
    field.setRangeText(text.replace(/\r\n?|\n/g, '\u2028'), field.selectionStart, field.selectionEnd, 'end');
    came(event.isTrusted ? 'paste' : '');
  });

  const own = {
    come() {
      present.add(ask);
      if (mount) return panel?.change('lang');
      if (host.getAttribute('loading') !== 'lazy') return start();
      paint();
      seen ??= new IntersectionObserver((entries) => {
        if (!entries.pop().isIntersecting) return;
        seen.disconnect();
        start();
      }, {rootMargin: '200px'});
      seen.observe(host);
    },
    /** A move takes the element out and in again within one task: then nothing ends. */
    go() {
      queueMicrotask(() => {
        if (host.isConnected) return;
        present.delete(ask);
        const hand = panel;
        end();
        hand?.leave();
      });
    },
    change() {
      if (frame.lang) paint();
    },
    reset() {
      field.value = '';
    },
    focus(options) {
      field.focus(options);
    },
    /** Shows that something is missing, and keeps the field. What an error says could hold input: it stays unsaid. */
    fail({why: code = 'load', about = ''}) {
      if (!mount) return;
      end();
      fault = code + ' ' + about;
      paint();
      host.dispatchEvent(new CustomEvent('ai-key-error', {bubbles: true, composed: true, detail: {code}}));
      console.error('passweb-ai-key: ' + fault);
    },
  };
  const ask = (wish, about) => (panel?.[wish] ?? own[wish])?.(about);
  return ask;
};

export class PasswebAiKey extends HTMLElement {
  static observedAttributes = 'endpoint models lang check csrf-header csrf-token openai-base mock'.split(' ');

  #ask = serve(this);

  connectedCallback() {
    this.#ask('come');
  }

  disconnectedCallback() {
    this.#ask('go');
  }

  attributeChangedCallback(name) {
    this.#ask('change', name);
  }

  get version() {
    return VERSION;
  }

  /** A method, and yet the attribute where it is set: frameworks set a property where there is one of that name. */
  get check() {
    return () => this.#ask('check');
  }

  set check(value) {
    this.setAttribute('check', value);
  }

  save() {
    this.#ask('save');
  }

  reset() {
    this.#ask('reset');
  }

  focus(options) {
    this.#ask('focus', options);
  }
}

if (!customElements.get('passweb-ai-key')) customElements.define('passweb-ai-key', PasswebAiKey);
