import {LitElement, html} from 'lit';
import {looksRight, tryKey} from './shared.js';
import {sheet} from './sheet.js';

class Widget extends LitElement {
  static styles = sheet;
  static properties = {base: {}, said: {state: true}, verdict: {state: true}};

  constructor() {
    super();
    this.said = TEXTS.hint;
    this.verdict = '';
  }

  read({target}) {
    this.said = looksRight(target.value) ? TEXTS.right : TEXTS.wrong;
  }

  async check() {
    this.verdict = TEXTS.trying;
    const {value} = this.renderRoot.querySelector('#key');
    this.verdict = (await tryKey(this.base, value)) ? TEXTS.ready : TEXTS.refused;
  }

  render() {
    return html`
      <div class="frame">
        <label class="label" for="key">${TEXTS.label}</label>
        <input class="key" id="key" type="password" autocomplete="one-time-code" @input=${this.read}>
        <p class="bar"><button type="button" @click=${this.check}>${TEXTS.check}</button></p>
        <p class="reading">${this.said}</p>
        <section class="verdict" role="status">${this.verdict}</section>
        <section class="guide first">
          <h3>${TEXTS.guide}</h3>
          <ol class="steps">
            ${TEXTS.steps.map((title, at) => html`
              <li class="step step-head"><span class="number">${at + 1}</span><span class="step-title">${title}</span></li>`)}
          </ol>
        </section>
      </div>`;
  }
}

customElements.define('ai-key', Widget);
