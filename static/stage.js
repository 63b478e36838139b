// What the wasm needs of the page, and what seats an element. The end of the build puts this behind the glue, in one file:
// `wasm`'s exports are at hand. In the place of the names below it writes a digest and texts.
const MOCK = '', TEXTS = '';

const ATTRIBUTES = 'endpoint models lang check csrf-header csrf-token openai-base mock';

/** What draws (outline.js), once the wasm is begun. */
let outline;

// What follows is called by the wasm: see src/element/stage.rs.

/** What a page has patched, or lacks, gives nothing. */
const tried = (act) => {
  try {
    return act();
  } catch {}
};

const pause = (time) => new Promise((go) => setTimeout(go, time));

/**
 * Sends a request and reads its answer up to a limit, dropping the rest. Nothing: it failed, or broke off. A page may have
 * patched `fetch` to reject with anything, or to answer anything.
 */
async function answered(request, limit) {
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
      fault: 0,
      bytes: bytes.subarray(0, limit),
      status: answer.type === 'opaqueredirect' ? 0 : answer.status,
      header: (name) => tried(() => answer.headers.get(name)) ?? undefined,
    };
  } catch {}
}

/**
 * Sends a request, and tells `done` once what came of it: the answer or, as far as the browser tells, why there is none. 1:
 * nobody can say; 2: the page's policy refused it; 3: there is no network; 4: it was aborted. The event of a refusal may
 * fire after the rejection: so long is waited for it.
 */
function exchange(request, limit, patience, done) {
  let refused;
  const look = ({disposition, effectiveDirective, blockedURI}) => {
    // A policy that is only reported refuses nothing.
    refused ||= effectiveDirective === 'connect-src' && disposition !== 'report' && blockedURI && request.url.startsWith(blockedURI);
  };
  const why = async () => {
    if (request.signal.aborted) return 4;
    if (!navigator.onLine) return 3;
    for (; patience > 0 && !refused; patience -= 50) await pause(50);
    return refused ? 2 : navigator.onLine ? 1 : 3;
  };
  const end = async () => {
    const answer = await answered(request, limit) ?? {fault: await why()};
    document.removeEventListener('securitypolicyviolation', look);
    return answer;
  };
  // A page's own fetch may never end; the request is aborted in any case.
  document.addEventListener('securitypolicyviolation', look, {signal: request.signal});
  end().then(done);
}

/** Puts a text on the clipboard or, without one, reads it. `done` gets nothing where browser or merchant do not allow it. */
function clipboard(text, done) {
  const use = async ({clipboard}) => (text === undefined ? clipboard.readText() : (await clipboard.writeText(text)) ?? text);
  use(navigator).catch(() => {}).then(done);
}

/** Can the clipboard be read after a press? */
const canPaste = () => !!navigator.clipboard?.readText;

/** Tells the page; `names` are those of the detail's members. A listener that throws reports to the console by itself. */
function tell(host, name, names, values) {
  const detail = Object.fromEntries(values.map((value, at) => [names.split(' ')[at], value]));
  host.dispatchEvent(new CustomEvent(name, {bubbles: true, composed: true, detail}));
}

const online = () => navigator.onLine;
const random = (bytes) => tried(() => crypto.getRandomValues(bytes));
const about = () => `browser: ${navigator.userAgent}\ntime: ${new Date().toISOString()}`;
const metaToken = () => tried(() => document.querySelector('meta[name=csrf-token]')?.getAttribute('content'));
const openTab = (url) => tried(() => open(url, '_blank', 'noopener,noreferrer'));

function today() {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
}

/** A time as the reader's clock has it, without a zone; a day, or what is no time, as it came. */
function local(time) {
  if (!time[10]) return time;
  const at = new Date(time.toUpperCase());
  at.setUTCMinutes(at.getUTCMinutes() - at.getTimezoneOffset());
  return tried(() => at.toISOString()) ?? time;
}

/** An address beside the page's own, or the page's own: whole, origin, scheme, host, and what it says of a user. */
const dissect = (address = location.href) => tried(() => {
  const {href, origin, protocol, hostname, username, password} = new URL(address, location.href);
  return [href, origin, protocol, hostname, username + password].join('\n');
});

const render = (...about) => outline.render(...about);
const steps = (text) => outline.steps(text);

/** Where tabs of one shop tell each other that the stored key changed. */
const CHANNEL = 'passweb-ai-key';
const tellTabs = (endpoint) => tried(() => {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(endpoint);
  channel.close();
});

/**
 * Tells `hear` what happens to the field and on the page, until the signal: its number, in the order of `Heard` in
 * src/element/loader.rs, whether a person did it, and a text. What it says yes to is prevented.
 */
function listen(host, field, signal, hear) {
  let count = 0;
  const on = (target, names, text = () => '', capture) => {
    for (const name of names.split(' ')) {
      const number = count++;
      target.addEventListener(name, (event) => {
        const told = tried(() => text(event));
        if (told == null || !hear(number, event.isTrusted, told)) return;
        event.preventDefault();
        if (capture) event.stopPropagation();
      }, {capture, signal});
    }
  };
  on(field, 'change focus blur');
  on(field, 'input', ({inputType}) => inputType ?? '');
  on(field, 'paste', ({clipboardData}) => clipboardData.getData('text/plain'));
  on(field, 'drop', ({dataTransfer}) => dataTransfer.getData('text/plain'));
  on(field, 'keydown', ({key, isComposing}) => (key === 'Enter' && !isComposing ? '' : null));
  on(window, 'online offline beforeprint afterprint beforeunload pagehide');
  on(window, 'pageshow', ({persisted}) => (persisted ? '' : null));
  // A tab comes back into sight, or a window beside this one loses the focus to it; some come back with both events.
  let away;
  const back = () => {
    const text = away ? 'hidden' : '';
    away = document.hidden;
    return away ? null : text;
  };
  on(document, 'visibilitychange', back);
  on(window, 'focus', back);
  // Heard of before the form itself hears of it.
  on(window, 'submit', (event) => {
    const form = event.composedPath()[0];
    return form instanceof Element && form.contains(host) ? '' : null;
  }, true);
  tried(() => on(new BroadcastChannel(CHANNEL), 'message'));
}

const behind = ({value, selectionEnd}) => value.length - (selectionEnd ?? value.length);
const joined = ({value, selectionStart, selectionEnd}, text) =>
  value.slice(0, selectionStart ?? value.length) + text + value.slice(selectionEnd ?? value.length);
function putCursor(field, behind) {
  const at = Math.max(field.value.length - behind, 0);
  tried(() => field.setSelectionRange(at, at));
}

const focus = (view, selector) => tried(() => view.querySelector(selector)?.focus());
const focusSoon = (view, selector) => setTimeout(focus, 0, view, selector);
const active = (view) => view.getRootNode().activeElement;
const holdsFocus = (view) => view.contains(active(view));
function keepFocus(view, selector) {
  // A button that was disabled keeps the focus for one frame more. Whatever else on the page has it shall keep it.
  const lost = active(view)?.hasAttribute('disabled') ?? (document.activeElement ?? document.body) === document.body;
  if (lost) focus(view, selector);
}

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

// What follows is called by the loader.

/** Starts the wasm; gives what seats an element. */
export async function begin(wasm, drawing) {
  outline = drawing;
  const {words, dress, first, script, forget, present} = drawing;
  // What is drawn goes first: compiling shares the page's thread with it.
  await first;
  const imports = __wbg_get_imports();
  // A server that does not know wasm by its type is waited for.
  const made = wasm.headers.get('Content-Type') === 'application/wasm' ? WebAssembly.instantiateStreaming(wasm, imports)
    : wasm.arrayBuffer().then((bytes) => WebAssembly.instantiate(bytes, imports));
  const {instance, module} = await made.catch((error) => {
    // The bytes are the right ones: then it is the page's policy that is in the way, or a browser of long ago.
    throw error instanceof WebAssembly.CompileError ? {why: 'wasm', about: "Content-Security-Policy: script-src 'wasm-unsafe-eval'"} : error;
  });
  __wbg_finalize_init(instance, module);
  const life = new AbortController();
  /** Panels whose element left the page: the next element takes one over. */
  const spare = [];
  const broken = () => {
    if (life.signal.aborted) return;
    life.abort();
    // A trapped instance stays broken: every element shows its fallback, and *Riprova* takes a fresh one.
    forget();
    for (const ask of present) ask('fail', {why: 'trap'});
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

  const known = {};
  /** All texts of a language: always the same ones. */
  const textsOf = async (lang) => {
    const [first, rest] = await Promise.all([words(0, lang), words(1, lang, lines)]);
    let at = 0;
    return (known[lang] ??= {lines: rest.map((text) => text || first[at++]).join('\n')});
  };

  return async (host, field, states, signal, speaks, early, take) => {
    let staged, heard;
    const acted = loopback && host.hasAttribute('mock');
    const frame = field.parentNode;
    // States acted out, for designers: fetched only where an attribute asks for one, on the reader's own machine.
    if (acted) staged = await (await script('mock.js', MOCK)).default(host, field);
    let spoken = speaks(host);
    const texts = await textsOf(spoken);
    // A panel that is there already waits for nothing.
    if (!spare.length) await frame.seen;
    if (signal.aborted) return;
    dress(frame.getRootNode());
    for (const name of ['autocapitalize', 'autocorrect']) field.setAttribute(name, 'off');
    field.spellcheck = field.translate = false;
    let spot = spare.pop();
    if (!spot) {
      const shown = frame.children[2];
      const place = shown.nodes ? shown : document.createElement('div');
      spot = {panel: safely(() => new Mounted(place, new URL('..', import.meta.url).href, texts)), place};
      // Its first steps and its first picture are two tasks: together they would be a long one.
      await pause();
      // What was drawn in this element's own place is of no use for another.
      if (signal.aborted) return place === shown || spare.push(spot);
    }
    const {panel, place} = spot;
    const mark = (names) => {
      field.ariaInvalid = /wrong|refused/.test(names);
      field.setAttribute('aria-describedby', /refused/.test(names) ? 'reading verdict-title' : 'reading');
      states?.clear();
      for (const name of names.split(' ')) if (name) states?.add(name);
    };
    mark('');
    const hand = {
      change() {
        const now = speaks(host);
        // The same language, set once more, has every style worked out anew (16 ms on a slow processor).
        if (frame.lang !== now) frame.lang = now;
        if (now === spoken) return;
        spoken = now;
        textsOf(now).then((texts) => signal.aborted || spoken !== now || safely(() => panel.speak(texts)), () => {});
      },
      leave: () => safely(() => {
        panel.leave();
        // One that broke down on leaving serves nobody any more.
        spare.push(spot);
      }),
    };
    /** An attribute of the element changed. */
    const heed = (changes) => {
      if (changes.some(({attributeName}) => attributeName !== 'lang')) safely(() => panel.configure());
      hand.change();
    };
    const watch = new MutationObserver(heed);
    watch.observe(host, {attributeFilter: ATTRIBUTES.split(' ')});
    signal.addEventListener('abort', () => {
      watch.disconnect();
      mark('');
    });
    for (const name of ['check', 'save', 'reset']) {
      hand[name] = () => {
        // What was set in the same task is not told yet.
        heed(watch.takeRecords());
        safely(() => panel[name]());
      };
    }
    // What was swapped since without an event, nobody put in.
    const [how, value] = early() ?? [];
    take(hand);
    place.begin = () => {
      place.className = 'view';
      place.begin = undefined;
      // A panel that goes on with what is drawn keeps it.
      if (!place.isConnected) frame.children[2].replaceWith(place);
      setTimeout(() => frame.pressed?.splice(0).forEach((button) => signal.aborted || button?.isConnected && button.click()));
    };
    try {
      panel.enter(host, field, {
        listen: (hear) => listen(host, field, signal, hear),
        show(names) {
          if (signal.aborted) return;
          mark(names);
          const first = !heard;
          heard = true;
          if (!acted) setTimeout(() => signal.aborted || keep(frame, names, first));
        },
      }, texts, staged || (value === field.value ? how : ''));
    } catch (error) {
      // An instance that broke down without a word of its own serves nobody any more.
      if (error instanceof WebAssembly.RuntimeError) broken();
      throw error;
    }
    hand.change();
  };
}

/** The texts of the language, in the order of the words file, each on a line: empty where the outline has them. */
export const lines = TEXTS;
