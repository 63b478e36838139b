// What follows the first paint. The end of the build puts this behind the glue, in one file: `wasm`'s exports are at hand.

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
const written = (texts) => Object.assign(texts, {
  list: (lines) => new Intl.ListFormat(texts.lang).format(lines.split('\n')),
  // Small numbers are written alike in all five: the first one that Intl is asked for takes 10 ms (measured).
  number: (number) => (number < 1000 ? `${number}` : number.toLocaleString(texts.lang)),
  day: (date) => new Date(date.toUpperCase()).toLocaleDateString(texts.lang, {
    year: 'numeric', month: 'long', day: date[7] && 'numeric', timeZone: date[10] ? undefined : 'UTC',
  }),
});

/** Starts the wasm; gives what seats an element. */
export default async function start({wasm, base, asset, address, trap}) {
  await __wbg_init({module_or_path: wasm});
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

  return async ({host, field, signal, texts, early, take, show}) => {
    let staged;
    // States acted out, for designers: fetched only where an attribute asks for one, on the reader's own machine.
    if (loopback && host.hasAttribute('mock')) {
      await asset('mock.js');
      staged = await (await import(address('mock.js'))).default(host, field);
      if (signal.aborted) return;
    }
    let spot = spare.pop();
    if (!spot) {
      const view = document.createElement('div');
      view.className = 'view';
      spot = {panel: new Mounted(view, base), place: view};
      // Its first steps and its first picture are two tasks: together they would be a long one.
      await new Promise((go) => setTimeout(go));
      if (signal.aborted) return spare.push(spot);
    }
    const {panel, place} = spot;
    const how = staged || early();
    const hand = {};
    /** Whatever the panel does of itself, what calls it must not fail. */
    for (const name of ['configure', 'speak', 'check', 'save', 'reset', 'leave']) {
      hand[name] = (...values) => {
        try {
          panel[name](...values.map(written));
          // One that broke down on leaving serves nobody any more.
          if (name === 'leave') spare.push({panel, place});
        } catch {
          broken();
        }
      };
    }
    take(hand, place);
    panel.enter(host, field, {
      listen: (target, name, capture, on) => target.addEventListener(name, on, {capture, signal}),
      show: (names) => signal.aborted || show(names),
    }, written(texts), how);
  };
}
