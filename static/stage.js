// What follows the first paint. The end of the build puts this behind the glue, in one file: `wasm`'s exports are at hand.
// It writes the rules, the places of the outline's texts, and digests over the line below.
const RULES = '', OUTLINE = [], WORDS = {}, MOCK = '';

// What follows is called by the wasm: see src/element/stage.rs.

/**
 * Sends a request and reads its answer up to a limit, dropping the rest. Nothing: it failed, or broke off. A page may have
 * patched `fetch` to reject with anything, or to answer anything.
 */
async function exchange(request, limit) {
  try {
    const answer = await fetch(request);
    if (!(answer instanceof Response)) return;
    const reader = answer.body?.getReader();
    const parts = [];
    let size = 0;
    while (reader && size < limit) {
      const {done, value} = await reader.read();
      if (done) break;
      parts.push(value);
      size += value.length;
    }
    // Nobody waits for the rest; whether dropping it succeeds changes nothing.
    reader?.cancel().catch(() => {});
    // Put together here, not as a Blob: an answer may echo the key, and a Blob's bytes go to the browser's own process.
    const bytes = new Uint8Array(size);
    size = 0;
    for (const part of parts) {
      bytes.set(part, size);
      size += part.length;
    }
    return {
      bytes: bytes.subarray(0, limit),
      status: answer.type === 'opaqueredirect' ? 0 : answer.status,
      header: (name) => answer.headers.get(name) ?? undefined,
    };
  } catch {}
}

/** Puts a text on the clipboard or, without one, reads it. Nothing where browser or merchant do not allow it. */
async function clipboard(text) {
  try {
    const {clipboard} = navigator;
    return text === undefined ? await clipboard.readText() : (await clipboard.writeText(text)) ?? text;
  } catch {}
}

/** Can the clipboard be read after a press? */
const canPaste = () => !!navigator.clipboard?.readText;

/** Tells the page; `names` are those of the detail's members. A listener that throws reports to the console by itself. */
function tell(host, name, names, values) {
  const detail = Object.fromEntries(values.map((value, at) => [names.split(' ')[at], value]));
  host.dispatchEvent(new CustomEvent(name, {bubbles: true, composed: true, detail}));
}

// What follows is called by the loader.

/** Texts that know how their language writes lists, numbers and dates. A day or a month without a time is the same everywhere. */
const written = (texts, lang) => Object.assign(texts, {
  list: (lines) => new Intl.ListFormat(lang).format(lines.split('\n')),
  // Small numbers are written alike in all five: the first one that Intl is asked for takes 10 ms (measured).
  number: (number) => (number < 1000 ? `${number}` : number.toLocaleString(lang)),
  day: (date) => new Date(date.toUpperCase()).toLocaleDateString(lang, {
    year: 'numeric', month: 'long', day: date[7] && 'numeric', timeZone: date[10] ? undefined : 'UTC',
  }),
});

function node(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

const rules = new CSSStyleSheet();
rules.replaceSync(RULES);
/** Puts the rules behind those of the first paint. */
const dress = (root) => root.adoptedStyleSheets.length > 1 || root.adoptedStyleSheets.push(rules);

/** Where the rows are kept, as they are with the key in use: the next visit begins with them, and nothing moves. */
const ROWS = 'passweb-ai-key.rows';
function keep(frame, states, first) {
  frame.style.gridTemplateRows = '';
  try {
    if (!states) localStorage.removeItem(ROWS);
    // At first, or after a save, nobody has opened or pasted anything that the next visit will not show.
    else if (states.startsWith(first ? 'stored' : 'saved')) {
      localStorage[ROWS] = getComputedStyle(frame).gridTemplateRows.replace(/\S+/g, 'minmax($&,auto)');
    }
  } catch {}
}

/** What follows the first paint, once a page: the outline, and what starts the wasm. */
export default function stage(base, asset, address, trap, present, speak) {
  // What a page says of its language may change while it is shown, on any element round this one.
  const follow = () => present.forEach((ask) => ask('change', 'lang'));
  new MutationObserver(follow).observe(document, {subtree: true, attributeFilter: ['lang']});
  follow();

  /** The texts of a language, in the order of the words file, which must be exactly the one that was built. */
  async function words(lang) {
    const bytes = await speak(lang);
    // Without TLS a page has no digests.
    const digest = await crypto.subtle?.digest('SHA-256', bytes);
    if (digest && btoa(String.fromCharCode(...new Uint8Array(digest))) === WORDS[lang]) return new Response(bytes).json();
    // The browser looks itself, at what it has or at a new one, and refuses what differs.
    return (await asset(lang + '.json', WORDS[lang])).json();
  }

  /** What the loader can't say at once under the news that something is missing, as far as the words are there. */
  async function outline(view) {
    dress(view.getRootNode());
    const [frame, news] = [view.parentNode, view.firstChild];
    const [told, why] = news.children;
    news.className = 'verdict warn';
    why.className = 'tech';
    const {lang} = frame;
    const texts = await words(lang).catch(() => {});
    if (!texts || frame.lang !== lang || !news.isConnected || news.nextSibling) return;
    const [failed, technician, guide, ...titles] = OUTLINE.map((at) => texts[at]);
    told.textContent = failed;
    why.prepend(technician, ' ');
    view.append(node('section', 'guide', node('h3', '', guide), node('ol', 'steps', ...titles.map((title, at) =>
      node('li', 'step step-head', node('span', 'number', at + 1), node('span', 'step-title', title))))));
  }

  /** Starts the wasm; gives what seats an element. */
  async function begin(wasm) {
    await __wbg_init({module_or_path: wasm}).catch((error) => {
      // The bytes are the right ones: then it is the page's policy that is in the way, or a browser of long ago.
      if (error instanceof WebAssembly.CompileError) throw {why: 'wasm', about: "Content-Security-Policy: script-src 'wasm-unsafe-eval'"};
      throw error;
    });
    const life = new AbortController();
    /** Panels whose element left the page: the next element takes one over. */
    const spare = [];
    const broken = () => {
      if (life.signal.aborted) return;
      life.abort();
      trap();
    };
    /** Other wasm on the page may trap too: only this widget's own is meant. */
    const own = (error) => error instanceof WebAssembly.RuntimeError && String(error.stack).includes('passweb-ai-key') && broken();
    addEventListener('error', ({error}) => own(error), {signal: life.signal});
    addEventListener('unhandledrejection', ({reason}) => own(reason), {signal: life.signal});
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname);

    /** Whatever a panel does of itself, what calls it must not fail. */
    const safely = (act) => {
      try {
        return act();
      } catch {
        broken();
      }
    };

    return async (host, field, states, signal, lang, early, take) => {
      let staged, heard;
      const acted = loopback && host.hasAttribute('mock');
      const frame = field.parentNode;
      // States acted out, for designers: fetched only where an attribute asks for one, on the reader's own machine.
      if (acted) {
        await asset('mock.js', MOCK);
        staged = await (await import(address('mock.js', MOCK))).default(host, field);
      }
      let spoken = lang();
      const texts = await words(spoken);
      if (signal.aborted) return;
      dress(frame.getRootNode());
      for (const name of ['autocapitalize', 'autocorrect']) field.setAttribute(name, 'off');
      field.spellcheck = field.translate = false;
      let spot = spare.pop();
      if (!spot) {
        const place = node('div', 'view');
        spot = {panel: safely(() => new Mounted(place, base)), place};
        // Its first steps and its first picture are two tasks: together they would be a long one.
        await new Promise((go) => setTimeout(go));
        if (signal.aborted) return spare.push(spot);
      }
      const {panel, place} = spot;
      const mark = (names) => {
        field.ariaInvalid = /wrong|refused/.test(names);
        field.setAttribute('aria-describedby', /refused/.test(names) ? 'reading verdict-title' : 'reading');
        states?.clear();
        for (const name of names.split(' ')) if (name) states?.add(name);
      };
      mark('');
      signal.addEventListener('abort', () => mark(''));
      const hand = {
        change(name) {
          if (name !== 'lang') return safely(() => panel.configure());
          const now = frame.lang = lang();
          if (now === spoken) return;
          spoken = now;
          words(now).then((texts) => signal.aborted || spoken !== now || safely(() => panel.speak(written(texts, now))), () => {});
        },
        leave: () => safely(() => {
          panel.leave();
          // One that broke down on leaving serves nobody any more.
          spare.push(spot);
        }),
      };
      for (const name of ['check', 'save', 'reset']) hand[name] = () => safely(() => panel[name]());
      // What was swapped since without an event, nobody put in.
      const [how, value] = early() ?? [];
      take(hand, place);
      try {
        panel.enter(host, field, {
          listen: (target, name, capture, on) => target.addEventListener(name, on, {capture, signal}),
          show(names) {
            if (signal.aborted) return;
            mark(names);
            const first = !heard;
            heard = true;
            if (!acted) setTimeout(() => signal.aborted || keep(frame, names, first));
          },
        }, written(texts, spoken), staged || (value === field.value ? how : ''));
      } catch (error) {
        // An instance that broke down without a word of its own serves nobody any more.
        if (error instanceof WebAssembly.RuntimeError) broken();
        throw error;
      }
      hand.change('lang');
    };
  }

  return {outline, begin};
}
