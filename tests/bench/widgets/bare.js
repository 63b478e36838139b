// The floor of any element: one input, painted by a script as small as it can be.
customElements.define('ai-key', class extends HTMLElement {
  connectedCallback() {
    const label = document.createElement('label');
    const field = document.createElement('input');
    label.textContent = 'Api Key';
    label.htmlFor = field.id = 'key';
    field.type = 'password';
    this.attachShadow({mode: 'open'}).append(label, field);
  }
});
