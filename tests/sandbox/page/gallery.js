// Every state of the element, acted out inside the page by its `mock` attribute.
// `?state=no_credit` shows one; `theme`, `lang` and `width` choose how; `eager` starts all at once, in sight or not.

const GROUPS = {
  'Before a key': ['empty', 'stored', 'stored_without_credit', 'read_only', 'loading_stored'],
  'What was pasted': ['foreign_key', 'masked', 'truncated', 'marker_missing', 'several', 'prose', 'untried'],
  'Ready': ['ready'],
  'Attention': ['billing_inactive', 'no_credit', 'spending_limit', 'wrong_region_host', 'org_unverified', 'model_unavailable', 'request_too_large', 'rate_limited'],
  'Refused': ['account_deactivated', 'project_archived', 'org_membership', 'invalid_key', 'wrong_credential_type', 'missing_scope'],
  'Unknown': ['bad_request', 'org_mismatch', 'ip_blocked', 'country_unsupported', 'forbidden_unknown', 'missing_key', 'overloaded', 'server_error', 'gateway', 'blocked_answer', 'network_or_cors', 'timed_out', 'csp_blocked', 'offline'],
  'Waiting': ['trying', 'saving', 'removing'],
  'Saving': ['asking', 'saved', 'unconfirmed', 'session_ended', 'forbidden', 'csrf_refused', 'not_found', 'method', 'conflict', 'too_large', 'unsupported_type', 'invalid', 'too_many', 'server_broken', 'lost'],
  'Removing': ['asking_removal', 'removed'],
};

const wanted = new URLSearchParams(location.search);
const form = document.querySelector('form');
const root = document.documentElement;
for (const name of ['theme', 'lang', 'width']) form.elements[name].value = wanted.get(name) ?? form.elements[name].options[0].value;

root.toggleAttribute('data-sheet', wanted.has('sheet'));

function choose() {
  root.dataset.theme = form.elements.theme.value;
  root.dataset.width = form.elements.width.value;
  root.lang = form.elements.lang.value;
}
form.addEventListener('change', choose);
choose();

const only = wanted.get('state');
for (const [title, states] of Object.entries(GROUPS)) {
  const shown = states.filter((state) => !only || state === only);
  if (!shown.length) continue;
  const section = document.createElement('section');
  section.append(Object.assign(document.createElement('h2'), {textContent: title}));
  for (const state of shown) {
    const article = Object.assign(document.createElement('article'), {id: state});
    const name = Object.assign(document.createElement('a'), {href: `?state=${state}`, textContent: state});
    const heading = document.createElement('h3');
    heading.append(name);
    const element = document.createElement('passweb-ai-key');
    element.setAttribute('mock', state);
    if (!only && !wanted.has('eager')) element.setAttribute('loading', 'lazy');
    article.append(heading, element);
    section.append(article);
  }
  document.querySelector('main').append(section);
}
