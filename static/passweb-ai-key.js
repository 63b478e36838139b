// <passweb-ai-key>: paints the field at once, loads the rest, and hands over to it (outline.js, stage.js).
// The build writes, in the place of the names below, what is said where something is missing behind two digests (outline and
// stage of that language), the first rules, and more.
const FIRST = {}, CRITICAL = '', WASM = '', LABEL = '', VERSION = '';

const base = import.meta.resolve('./');
/** What serves the elements that are on the page. */
const present = new Set();
/** What draws, once it is there; that, stage and wasm, on their way or there; what makes an address another one after a failure. */
let outline, loading, poison = '';

/** What the page's policy lacks for one of these files. */
let lacks = '';
document.addEventListener('securitypolicyviolation', (event) => {
  if (event.disposition === 'enforce' && event.blockedURI.startsWith(base)) lacks = ` Content-Security-Policy: ${event.effectiveDirective} ${base}`;
});

const pause = (time) => new Promise((go) => setTimeout(go, time));

/** The first frame, with the field in it, is over; where there is none (a tab in the background), nobody waits for it long. */
const painted = Promise.race([pause(200), new Promise((go) => requestAnimationFrame(() => setTimeout(go)))]);

/** An asset that must be exactly the one that was built: `get` takes it from its address, whose name holds the head of its digest. */
const asset = async (name, digest, get = fetch) => {
  const about = `${base}assets/passweb-ai-key-${digest.slice(0, 6)}.${name}`;
  // Why a policy refused is told after the failure (measured in Chromium 156).
  const answer = await get(about, {integrity: 'sha256-' + digest}).catch(() => pause(400));
  if (!(answer?.ok ?? answer)) throw {about: about + lacks};
  return answer;
};

/**
 * The same for a script: Chromium, known by a name that only it has, holds what it preloads to the digest; the others import
 * what they have just fetched.
 */
const script = (name, digest) => asset(name + poison, digest, async (href, about) => {
  if ('NavigatorUAData' in self) document.head.append(node('link', {rel: 'modulepreload', href, ...about}));
  else await fetch(href, about);
  return import(href);
});

/** What draws, stage and wasm, once a page. A failed load is forgotten, so that it can be tried again. */
const load = (lang) => {
  if (!loading) {
    loading = Promise.all([
      script(lang + '.js', FIRST[lang][0]).then(async (made) => {
        await painted;
        outline = made.default(FIRST, script, forget, present);
      }),
      // What is drawn first has the line for itself.
      pause(20).then(() => asset('wasm', WASM)),
      pause(20).then(() => script(lang + '.stage.js', FIRST[lang][1])),
    ]).then(([, wasm, stage]) => stage.begin(wasm, outline));
    loading.catch(forget);
  }
  return loading;
};

/** What was loaded is bound to its address. */
const forget = () => {
  loading = undefined;
  poison += '?';
};

/** A language that is spoken here. */
const known = (lang) => (lang = lang?.slice(0, 2).toLowerCase()) in FIRST && lang;

/** The nearest `lang` up the tree, then the browser's, then Italian. */
const spoken = (host) => known((host.closest('[lang]') ?? host.getRootNode().host?.closest('[lang]'))?.lang)
  || navigator.languages.map(known).find(Boolean) || 'it';

const sheet = new CSSStyleSheet();

const node = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/** Serves an element: gives what grants its wishes. The panel, once it is there, goes first. */
const serve = (host) => {
  let panel, mount, early, fault, seen;
  // What is fetched is on its way before anything is built.
  if (host.isConnected && host.getAttribute('loading') !== 'lazy') load(spoken(host));
  const {states} = host.attachInternals();
  const root = host.shadowRoot ?? host.attachShadow({mode: 'open', delegatesFocus: true});
  // A frame that came with the page stays, and so does what was typed into its field.
  if (!root.lastChild) {
    root.append(node('div', {className: 'frame', dir: 'ltr'}, node('label', {className: 'label', part: 'label', htmlFor: 'key'}, LABEL),
      node('input', {className: 'key', id: 'key'}), node('div', {}), node('slot', {name: 'help'})));
  }
  const frame = root.lastChild;
  const [, field] = frame.children;
  root.adoptedStyleSheets = [sheet];
  for (const pair of 'type=password autocomplete=one-time-code part=field data-1p-ignore= data-bwignore= data-lpignore=true data-form-type=other'.split(' ')) {
    field.setAttribute(...pair.split('='));
  }

  const show = (view) => frame.children[2].replaceWith(view);

  /** What is seen without the panel: its place, then the outline's; after a failure, what is missing. */
  const paint = () => {
    const lang = spoken(host);
    states?.clear();
    states?.add(fault ? 'failed' : 'loading');
    // What is drawn has a second class behind `view`.
    if (fault || frame.lang !== lang || !frame.children[2].className[4]) {
      const [, , failed, retry] = FIRST[frame.lang = lang];
      show(fault ? node('div', {className: 'view'}, node('div', {className: 'reading', role: 'alert'}, node('p', {}, failed),
        node('p', {}, fault), node('button', {onclick: start}, retry))) : node('div', {className: 'view first'}));
    }
    outline?.draw(frame.children[2], fault);
    // Local storage is asked of the browser's own process (1 ms): while the frame is waited for, at the latest with it.
    setTimeout(settle);
    requestAnimationFrame(settle);
  };

  /** As it was with the key in use: nothing moves when the endpoint says that it still is. */
  const settle = () => {
    try {
      if (!fault && !panel) frame.style.gridTemplateRows = localStorage['passweb-ai-key.rows'];
    } catch {}
  };

  /** While the line is waited for, the browser finds the titles' font: it is asked how wide a character of it is. */
  const find = () => outline || getComputedStyle(field, '::after').width;

  const start = async () => {
    if (mount || !host.isConnected) return;
    fault = '';
    const {signal} = mount = new AbortController();
    try {
      // What is fetched is on its way before anything is painted.
      const coming = load(spoken(host));
      paint();
      requestAnimationFrame(() => setTimeout(find));
      await (await coming)(host, field, states, signal, spoken, () => early, (hand) => {
        panel = hand;
        early = undefined;
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
      if (mount) return panel?.change();
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
  #ask = serve(this);

  connectedCallback() {
    this.#ask('come');
  }

  disconnectedCallback() {
    this.#ask('go');
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
}

if (!customElements.get('passweb-ai-key')) customElements.define('passweb-ai-key', PasswebAiKey);
// Behind the elements that are there: what these fetch is on its way first.
sheet.replaceSync(CRITICAL);
