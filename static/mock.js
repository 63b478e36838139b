// Acts a state out inside the page, for designers: `<passweb-ai-key mock="no_credit">`, on loopback only.
// Nothing is sent: what would be asked is answered here.

const halves = ['Mk4vR8tQ', 'Zc2hW6yL'].map((seed) => seed.repeat(10).slice(0, 74));
const KEY = `sk-proj-${halves[0]}T3Blbk${'FJ'}${halves[1]}`;
const HINT = KEY.slice(-4);

const json = (status, body, headers) => new Response(body === null ? null : JSON.stringify(body), {
  status, headers: {'content-type': 'application/json', ...headers},
});
const html = (status) => new Response('<!doctype html><title>Login</title>', {status, headers: {'content-type': 'text/html'}});
const error = (status, code, message = '', type = 'invalid_request_error') => () => json(status, {error: {message, type, param: null, code}});
const never = () => new Promise(() => {});
const fails = () => Promise.reject(new TypeError('Failed to fetch'));

const models = () => json(200, {object: 'list', data: ['gpt-6-luna', 'gpt-4o'].map((id) => ({id, object: 'model', created: 1790000000, owned_by: 'system'}))});
const runs = () => json(200, {id: 'chatcmpl-0', object: 'chat.completion', choices: [{index: 0, message: {role: 'assistant', content: 'ok'}, finish_reason: 'stop'}]});
const both = (answer) => ({models: answer, run: answer});
const run = (answer) => ({models, run: answer});

/** What OpenAI would answer, by the verdict that follows. Codes: developers.openai.com, error-codes guide. */
const OPENAI = {
  ready: run(runs),
  account_deactivated: both(error(401, 'account_deactivated')),
  project_archived: both(error(401, 'not_authorized_invalid_project')),
  org_membership: both(error(401, 'no_organization')),
  invalid_key: both(error(401, 'invalid_api_key')),
  wrong_credential_type: both(error(401, 'token_invalidated')),
  missing_scope: run(error(403, null, 'You have insufficient permissions for this operation. Missing scopes: model.request.')),
  billing_inactive: run(error(429, 'billing_not_active')),
  no_credit: run(error(429, 'insufficient_quota')),
  spending_limit: run(error(429, 'billing_hard_limit_reached')),
  wrong_region_host: both(error(401, 'incorrect_hostname')),
  org_unverified: run(error(400, 'unsupported_value', 'Your organization must be verified to stream this model.')),
  model_unavailable: run(error(404, 'model_not_found')),
  request_too_large: run(error(429, 'rate_limit_exceeded', 'Request too large for this model.')),
  rate_limited: run(error(429, 'rate_limit_exceeded', 'Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.')),
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
  offline: both(() => {
    // The browser's word is asked once more when the request has failed: before any other task, so that no other
    // element on the page takes it for its own.
    Object.defineProperty(navigator, 'onLine', {configurable: true, value: false});
    const later = (turns) => (turns ? Promise.resolve().then(() => later(turns - 1)) : delete navigator.onLine);
    later(99);
    return fails();
  }),
  trying: both(never),
};

const none = {configured: false, hint: null, updatedAt: null, baseUrl: null, verdict: null, checkedAt: null, readOnly: false, source: null};
const kept = (verdict, more) => ({...none, configured: true, hint: HINT, updatedAt: '2026-11-02T09:12:00Z', verdict, checkedAt: '2026-11-02T09:12:00Z', ...more});
const old = kept('ready', {hint: 'Qx7d'});
const problem = (status, more, headers) => () => json(status, {title: 'x', status, ...more}, {'content-type': 'application/problem+json', ...headers});

/** Stored keys: what a GET shows. */
const STORED = {
  stored: kept('ready'),
  stored_without_credit: kept('no_credit'),
  read_only: kept('ready', {readOnly: true, source: 'OPENAI_API_KEY'}),
};

/** What the endpoint answers to a POST; the state afterwards is the old one but for `saved`. */
const SAVING = {
  saved: () => new Response(null, {status: 204}),
  saving: never,
  unconfirmed: () => new Response(null, {status: 204}),
  session_ended: problem(401),
  forbidden: problem(403, {detail: 'Not allowed: administrator role needed.'}),
  csrf_refused: problem(403, {title: 'CSRF token mismatch'}),
  not_found: problem(404),
  method: problem(405),
  conflict: problem(409),
  too_large: problem(413),
  unsupported_type: problem(415),
  invalid: problem(422, {errors: [{detail: 'La chiave appartiene a un altro negozio.', pointer: '#/apiKey'}]}),
  too_many: problem(429, {}, {'retry-after': '30'}),
  server_broken: problem(500),
  lost: fails,
};

/** What is in the field, and is no key that may be tried. */
const PASTED = {
  foreign_key: `sk_live_${'4eC39HqLyjWDarjtT1zd'.repeat(2)}`,
  masked: 'sk-proj-••••••••••••••••••••AbCd',
  truncated: KEY.slice(0, 131),
  marker_missing: `sk-proj-${halves.join('Qp9sX3nB')}`,
  several: `${KEY} ${KEY.replace('Mk4v', 'Nw5u')}`,
  prose: 'La chiave me la deve ancora mandare il consulente',
};

/** Every state, by the name that the attribute takes. */
export const STATES = ['empty', ...Object.keys(STORED), 'loading_stored', ...Object.keys(PASTED), 'untried',
  ...Object.keys(OPENAI), 'asking', ...Object.keys(SAVING), 'asking_removal', 'removing', 'removed'];

const REMOVING = ['asking_removal', 'removing', 'removed'];
const posted = new Set();
const PLACE = '/passweb-ai-key-mock/';

function endpoint(state, method) {
  if (state === 'loading_stored') return never();
  if (method === 'DELETE') {
    if (state === 'removing') return never();
    posted.add(state);
    return new Response(null, {status: 204});
  }
  if (method === 'POST') {
    posted.add(state);
    return SAVING[state]?.() ?? new Response(null, {status: 204});
  }
  if (REMOVING.includes(state)) return json(200, posted.has(state) ? none : old);
  if (state === 'saved' && posted.has(state)) return json(200, kept('ready'));
  if (state === 'unconfirmed') return json(200, old);
  return json(200, STORED[state] ?? none);
}

const real = globalThis.fetch;
globalThis.fetch = (...asked) => {
  const {url, method, signal} = asked[0] instanceof Request ? asked[0] : new Request(...asked);
  const {origin, pathname} = new URL(url);
  if (origin !== location.origin || !pathname.startsWith(PLACE)) return real(...asked);
  const [state, ...rest] = pathname.slice(PLACE.length).split('/');
  const openai = OPENAI[state] ?? OPENAI[state === 'asking' ? 'server_error' : 'ready'];
  const call = rest.join('/');
  const answer = async () => {
    await new Promise((done) => setTimeout(done));
    if (call === 'api-key') return endpoint(state, method);
    return call === 'v1/models' ? openai.models(url) : openai.run(url);
  };
  const aborted = new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
  });
  return Promise.race([answer(), aborted]);
};

const press = (element, part) => element.shadowRoot.querySelector(`[part~=${part}]`)?.click();

/** Stages the element's state; says whether the field holds what a merchant would have pasted. */
export default function stage(element, field) {
  const state = element.getAttribute('mock');
  posted.delete(state);
  if (REMOVING.includes(state)) {
    // The strip of the stored key appears when the endpoint has answered.
    const seen = new MutationObserver(() => {
      if (!element.shadowRoot.querySelector('[part~=remove]')) return;
      seen.disconnect();
      press(element, 'remove');
      if (state !== 'asking_removal') setTimeout(() => press(element, 'confirm'));
    });
    seen.observe(element.shadowRoot, {subtree: true, childList: true});
    return false;
  }
  if (state === 'asking' || state in SAVING) element.addEventListener('ai-key-checked', () => setTimeout(() => element.save()), {once: true});
  if (state === 'untried') element.setAttribute('check', 'manual');
  const text = PASTED[state] ?? (state in OPENAI || state in SAVING || ['asking', 'untried'].includes(state) ? KEY : '');
  field.value = text;
  return Boolean(text);
}
