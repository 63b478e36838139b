// Acts a state out inside the page, for designers: `<passweb-ai-key mock="no_credit">`, on loopback only.
// Nothing is sent: what would be asked is answered here.

const halves = ['Mk4vR8tQ', 'Zc2hW6yL'].map((seed) => seed.repeat(10).slice(0, 74));
const KEY = `sk-proj-${halves[0]}T3Blbk${'FJ'}${halves[1]}`;
const HINT = KEY.slice(-4);

const json = (status, body, headers) => new Response(body === null ? null : JSON.stringify(body), {
  status, headers: {'content-type': 'application/json', 'x-request-id': `req_${'0a1b2c3d'.repeat(4)}`, ...headers},
});
const html = (status) => new Response('<!doctype html><title>Login</title>', {status, headers: {'content-type': 'text/html'}});
const error = (status, code, message = '', type = 'invalid_request_error') => () => json(status, {error: {message, type, param: null, code}});
const never = () => new Promise(() => {});
const fails = () => Promise.reject(new TypeError('Failed to fetch'));

const list = (more) => () => json(200, {object: 'list', data: ['gpt-6-luna', 'gpt-4o'].map((id) => ({id, object: 'model', created: 1790000000, owned_by: 'system', ...more}))});
const models = list({});
const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
const runs = () => json(200, {id: 'chatcmpl-0', object: 'chat.completion', choices: [{index: 0, message: {role: 'assistant', content: 'ok'}, finish_reason: 'stop'}]});
/**
 * As without a network. The browser's word is asked once more when the request has failed: before any other task, so
 * that no other element on the page takes it for its own.
 */
const cut = () => {
  Object.defineProperty(navigator, 'onLine', {configurable: true, value: false});
  const later = (turns) => (turns ? Promise.resolve().then(() => later(turns - 1)) : delete navigator.onLine);
  later(99);
  return fails();
};
const both = (answer) => ({models: answer, run: answer});
const run = (answer) => ({models, run: answer});

/** What OpenAI would answer, by the verdict that follows. Codes: developers.openai.com, error-codes guide. */
const OPENAI = {
  ready: run(runs),
  model_closing: {models: list({shutdown_date: soon}), run: runs},
  account_deactivated: both(error(401, 'account_deactivated')),
  project_archived: both(error(401, 'not_authorized_invalid_project')),
  org_membership: both(error(401, 'no_organization')),
  invalid_key: both(error(401, 'invalid_api_key')),
  wrong_credential_type: both(error(401, 'token_invalidated')),
  missing_scope: run(error(403, null, 'You have insufficient permissions for this operation. Missing scopes: model.request.')),
  billing_inactive: run(error(429, 'billing_not_active')),
  no_credit: run(error(429, 'insufficient_quota')),
  two_faults: run(error(429, 'insufficient_quota')),
  spending_limit: run(error(429, 'billing_hard_limit_reached')),
  wrong_region_host: both(error(401, 'incorrect_hostname')),
  org_unverified: run(error(400, 'unsupported_value', 'Your organization must be verified to stream this model.')),
  model_unavailable: run(error(404, 'model_not_found')),
  request_too_large: run(error(429, 'rate_limit_exceeded', 'Request too large for this model.')),
  rate_limited: run(error(429, 'rate_limit_exceeded', 'Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.')),
  rate_limited_bare: run(() => json(429, {status: 'come back later'})),
  bad_request: run(error(400, 'invalid_value')),
  org_mismatch: both(error(401, 'mismatched_organization')),
  ip_blocked: both(error(401, 'ip_not_authorized')),
  country_unsupported: both(error(403, 'unsupported_country_region_territory')),
  forbidden_unknown: run(error(401, null, 'You have insufficient permissions for this operation.')),
  missing_key: both(error(401, null, "You didn't provide an API key.")),
  overloaded: both(error(503, 'server_is_overloaded')),
  server_error: both(error(500, 'server_error', '', 'server_error')),
  gateway: both(() => html(502)),
  blocked_answer: run(fails),
  network_or_cors: both(fails),
  timed_out: both(never),
  csp_blocked: both((url) => {
    setTimeout(() => document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {
      blockedURI: url, effectiveDirective: 'connect-src', violatedDirective: 'connect-src', disposition: 'enforce',
      documentURI: location.href, originalPolicy: '', statusCode: 200,
    })));
    return fails();
  }),
  offline: both(cut),
  trying: both(never),
  cancelled: both(never),
};

/** Keys that are asked about at OpenAI's own address, as outside of loopback: by host. Each is a key of its own. */
const ELSEWHERE = {
  ready_in_a_region: {'us.api.openai.com': run(runs)},
  region_unreachable: {'us.api.openai.com': both(fails)},
  ready_without_endpoint: {'api.openai.com': run(runs)},
};
const WRONG_HOST = both(error(401, 'incorrect_hostname', 'Please make your request to us.api.openai.com instead.'));
/** The states whose attributes are read as they are. */
const PLAIN = {
  endpoint_missing: {},
  endpoint_foreign: {endpoint: 'https://shop.example/api-key'},
  base_refused: {endpoint: '/passweb-ai-key-mock/empty/api-key', 'openai-base': 'https://openai.example/v1'},
  ready_in_a_region: {endpoint: '/passweb-ai-key-mock/empty/api-key'},
  region_unreachable: {endpoint: '/passweb-ai-key-mock/empty/api-key'},
  ready_without_endpoint: {},
};
/** Attributes that go with a state. */
const ATTRIBUTES = {
  two_faults: {models: 'gpt-4o gpt-9-sol'},
  ...Object.fromEntries(['untried', 'shown', 'swapped', 'held'].map((state) => [state, {check: 'manual'}])),
};

const none = {configured: false, hint: null, updatedAt: null, baseUrl: null, verdict: null, checkedAt: null, readOnly: false, source: null};
const kept = (verdict, more) => ({...none, configured: true, hint: HINT, updatedAt: '2026-11-02T09:12:00Z', verdict, checkedAt: '2026-11-02T09:12:00Z', ...more});
const old = kept('ready', {hint: 'Qx7d'});
const done = () => new Response(null, {status: 204});
const problem = (status, more, headers) => () => json(status, {title: 'x', status, ...more}, {'content-type': 'application/problem+json', ...headers});

/** Stored keys: what a GET shows. */
const STORED = {
  stored: kept('ready'),
  stored_without_credit: kept('no_credit'),
  read_only: kept('ready', {readOnly: true, source: 'OPENAI_API_KEY'}),
  ready_read_only: kept('ready', {readOnly: true}),
};

/** What the endpoint answers to a POST. */
const SAVING = {
  saved: done,
  saving: never,
  unconfirmed: done,
  another: done,
  uncertain: fails,
  session_ended: problem(401),
  forbidden: problem(403, {detail: 'Not allowed: administrator role needed.'}),
  csrf_refused: problem(403, {title: 'CSRF token mismatch'}),
  not_found: problem(404),
  method: problem(405),
  save_timed_out: problem(408),
  conflict: problem(409),
  too_large: problem(413),
  unsupported_type: problem(415),
  invalid: problem(422, {errors: [{detail: 'La chiave appartiene a un altro negozio.', pointer: '#/apiKey'}]}),
  withheld: problem(422, {errors: [{detail: `Rifiutata: ${KEY}`, pointer: '#/apiKey'}]}),
  too_many: problem(429, {}, {'retry-after': '30'}),
  too_many_minutes: problem(429, {}, {'retry-after': '600'}),
  too_many_later: problem(429),
  server_broken: problem(500),
  unreadable: () => new Response('OK', {headers: {'content-type': 'text/plain'}}),
  too_big: () => json(200, 'x'.repeat(70_000)),
  lost: fails,
  save_offline: cut,
};

/** What it answers to a DELETE. */
const REMOVING = {
  asking_removal: done,
  removing: never,
  removed: done,
  removal_unconfirmed: done,
  removal_failed: problem(403, {detail: 'Not allowed: administrator role needed.'}),
  removal_uncertain: fails,
};

/** What a GET shows after a change; every other state shows what it did before. */
const AFTERWARDS = {
  saved: () => json(200, kept('ready')),
  another: () => json(200, kept('ready', {hint: 'Zk3w'})),
  uncertain: fails,
  removed: () => json(200, none),
  removal_uncertain: fails,
};

/** What is in the field, and is no key that may be tried. */
const PASTED = {
  typing: 'sk-pro',
  foreign_key: `sk_live_${'4eC39HqLyjWDarjtT1zd'.repeat(2)}`,
  masked: 'sk-proj-••••••••••••••••••••AbCd',
  truncated: KEY.slice(0, 131),
  marker_missing: `sk-proj-${halves.join('Qp9sX3nB')}`,
  asking_insist: `sk-proj-${halves.join('Qp9sX3nB')}`,
  several: `${KEY} ${KEY.replace('Mk4v', 'Nw5u')}`,
  prose: 'La chiave me la deve ancora mandare il consulente',
};
/** The states without a text in the field. */
const BLANK = ['empty', 'stored', 'stored_without_credit', 'read_only', 'loading_stored', 'stored_failed',
  'endpoint_missing', 'endpoint_foreign', 'base_refused', 'loading', 'failed', ...Object.keys(REMOVING)];
/** Those with a key that is not tried, or not only. */
const TOUCHED = ['untried', 'shown', 'swapped', 'held', 'ready_read_only', 'asking'];

/** Every state, by the name that the attribute takes. */
export const STATES = [...BLANK, ...Object.keys(PASTED), ...TOUCHED, ...Object.keys(OPENAI), ...Object.keys(ELSEWHERE), ...Object.keys(SAVING)];

/** The text in the field. */
function text(state) {
  if (BLANK.includes(state)) return '';
  const own = Object.keys(ELSEWHERE).indexOf(state);
  return PASTED[state] ?? (own < 0 ? KEY : KEY.replace('Mk4v', `Mk4${own}`));
}

const changed = new Set();
const PLACE = '/passweb-ai-key-mock/';

function endpoint(state, method) {
  if (state === 'loading_stored') return never();
  if (state === 'stored_failed') return json(503, {});
  if (method !== 'GET') {
    changed.add(state);
    return (method === 'POST' ? SAVING : REMOVING)[state]?.() ?? done();
  }
  if (changed.has(state) && state in AFTERWARDS) return AFTERWARDS[state]();
  return json(200, STORED[state] ?? (state in REMOVING || state === 'unconfirmed' ? old : none));
}

/** The answer of OpenAI, of the endpoint; nothing where a request is not meant for them. */
function answer({url, method, headers}) {
  const {origin, pathname, hostname} = new URL(url);
  const ask = (openai, call) => (call === '/v1/models' ? openai.models : openai.run)(url);
  const elsewhere = Object.keys(ELSEWHERE).find((state) => headers.get('authorization') === `Bearer ${text(state)}`);
  if (elsewhere) return () => ask(ELSEWHERE[elsewhere][hostname] ?? WRONG_HOST, pathname);
  if (origin !== location.origin || !pathname.startsWith(PLACE)) return undefined;
  const [, state, call] = /^([^/]*)(.*)/.exec(pathname.slice(PLACE.length));
  if (call === '/api-key') return () => endpoint(state, method);
  return () => ask(OPENAI[state] ?? OPENAI[state === 'asking' ? 'server_error' : 'ready'], call);
}

const real = globalThis.fetch;
globalThis.fetch = (...asked) => {
  const request = asked[0] instanceof Request ? asked[0] : new Request(...asked);
  const told = answer(request);
  if (!told) return real(...asked);
  const aborted = new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
  });
  return Promise.race([new Promise((go) => setTimeout(go)).then(told), aborted]);
};

// What is acted out is not remembered for the next visit: it is nobody's key.
const {setItem} = Storage.prototype;
Storage.prototype.setItem = function (name, text) {
  setItem.call(this, name, name === 'passweb-ai-key.steps' ? text.replace(/\+.*/, '') : text);
};

/** Does something once the panel shows what is sought. */
function when(element, selector, act = (found) => found.click()) {
  const seen = new MutationObserver(() => {
    const found = element.shadowRoot.querySelector(selector);
    if (!found) return;
    seen.disconnect();
    act(found);
  });
  seen.observe(element.shadowRoot, {subtree: true, childList: true});
}

/** Does something after the element's first event of that name. */
const after = (element, name, act) => element.addEventListener(`ai-key-${name}`, () => setTimeout(act), {once: true});

/** What a merchant, or the page, does then. */
const ACTS = {
  asking_insist: (element) => when(element, '.said button'),
  cancelled: (element) => when(element, '.wait .actions button'),
  shown: (element) => when(element, '[part=bar] button'),
  swapped: (element, field) => after(element, 'reading', () => {
    field.value = KEY.replace('Mk4v', 'Nw5u');
    element.check();
  }),
  held: (element) => after(element, 'dirty', () => element.parentElement.dispatchEvent(new Event('submit', {bubbles: true, cancelable: true}))),
};
for (const state of ['asking', ...Object.keys(SAVING)]) ACTS[state] = (element) => after(element, 'checked', () => element.save());
for (const state of Object.keys(REMOVING)) {
  ACTS[state] = (element) => when(element, '[part~=remove]', (remove) => {
    if (state !== 'asking_removal') when(element, '[part~=confirm]');
    remove.click();
  });
}

/** Stages the element's state; says how what is in the field came there. */
export default function stage(element, field) {
  const state = element.getAttribute('mock');
  if (state === 'loading') return never();
  if (state === 'failed') throw {about: 'assets/passweb-ai-key.wasm'};
  changed.delete(state);
  for (const [name, value] of Object.entries({...PLAIN[state], ...ATTRIBUTES[state]})) element.setAttribute(name, value);
  // These are acted out by their attributes alone.
  if (state in PLAIN) element.removeAttribute('mock');
  ACTS[state]?.(element, field);
  field.value = text(state);
  return state === 'typing' ? 'typed' : field.value && 'paste';
}
