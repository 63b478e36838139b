// Runs in every page before any script of its own, the same in all of them. Times are milliseconds since the navigation
// began (performance.now()).
(() => {
  if (window !== window.top) return;
  const probe = (window.probe = {shifts: 0, long: [], compiled: null, memory: null});
  const root = () => document.querySelector('ai-key, passweb-ai-key')?.shadowRoot ?? document;

  /** Can it be focused and typed into? It is left without the focus. */
  const usable = (field) => {
    if (!field?.getClientRects().length || field.disabled || field.readOnly) return false;
    field.focus();
    const focused = field.getRootNode().activeElement === field;
    field.blur();
    return focused;
  };

  /** Is it laid out? */
  const shown = (part) => part?.getClientRects().length > 0;

  const button = () => root().querySelector('.bar button');
  const ends = {
    field: () => usable(root().querySelector('#key')),
    full: () => shown(button()),
    // This element is drawn before its wasm is there; the others answer as soon as they are drawn.
    live: () => shown(button()) && !root().querySelector('.drawn'),
  };
  // The first animation frame in which each is true, counted when style and layout are done: of what is drawn in one frame, all
  // are true in that one.
  const made = {};
  for (const name in ends) probe[name] = new Promise((done) => (made[name] = done));
  const look = () => {
    for (const name in ends) {
      if (!ends[name]()) continue;
      made[name](performance.now());
      delete ends[name];
    }
    if (Object.keys(ends).length) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  new PerformanceObserver((list) => {
    for (const {value} of list.getEntries()) probe.shifts += value;
  }).observe({type: 'layout-shift', buffered: true});
  new PerformanceObserver((list) => {
    for (const {startTime, duration} of list.getEntries()) probe.long.push({start: startTime, duration});
  }).observe({type: 'longtask', buffered: true});

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...asked) => {
      const made = await real.apply(WebAssembly, asked);
      probe.compiled = performance.now();
      probe.memory = (made.instance ?? made).exports.memory;
      return made;
    };
  }

  /** Where everything is that is seen, but for the buttons' labels: words take their own place, and so have a width. */
  probe.screen = () => {
    const parts = '.label, .key, .reading span, .cost, .stored, .ladder li > :not(.sr), h3, .verdict p, summary, .number, .step-title, .tech';
    const place = document.createRange();
    return [...root().querySelectorAll(parts)].flatMap((part) => {
      place.selectNodeContents(part);
      const {x, y, width, height} = (part.firstChild ? place : part).getBoundingClientRect();
      return width ? `${part.tagName} ${part.className}: ${[x, y, width, height].map(Math.round)}` : [];
    }).join('\n');
  };

  /** The button with that label. */
  probe.button = (label) => [...root().querySelectorAll('button')].find(({innerText}) => innerText.trim() === label);

  /** Puts the focus into the field, and selects what is in it. */
  probe.select = () => root().querySelector('#key').select();

  /** How long the slower of two bare requests takes, the ones that a try makes. */
  probe.bare = async (key) => {
    const headers = {Authorization: `Bearer ${key}`, 'Content-Type': 'application/json'};
    const body = JSON.stringify({model: 'gpt-4o', messages: [{role: 'user', content: 'Ok'}], max_completion_tokens: 16});
    const begun = performance.now();
    const one = async (path, about) => {
      await (await fetch(`/openai/v1/${path}`, {cache: 'no-store', headers, ...about})).text();
      return performance.now() - begun;
    };
    return Math.max(...(await Promise.all([one('models'), one('chat/completions', {method: 'POST', body})])));
  };

  /** How long it takes from the next click to a verdict with that text in the page. */
  probe.verdict = (text) => new Promise((done) => {
    const where = root();
    where.addEventListener('click', ({timeStamp}) => {
      const look = () => {
        if (!where.querySelector('.verdict')?.textContent.includes(text)) return;
        watch.disconnect();
        done(performance.now() - timeStamp);
      };
      const watch = new MutationObserver(look);
      watch.observe(where, {subtree: true, childList: true, characterData: true});
    }, {capture: true, once: true});
  });

  /** What came over the line for this page, the page itself first: without pictures, without what the browser asks for of
      itself, and without what a script asked of the acted-out servers. */
  probe.requests = () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .filter(({name, transferSize}) => transferSize && !/\/(openai|admin|pictures)\/|favicon/.test(name))
    .map(({encodedBodySize, transferSize}) => ({bytes: encodedBodySize, moved: transferSize}));
})();
