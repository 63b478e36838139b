import {LitElement, html} from 'lit';
import {looksRight, show, tryKey} from './shared.js';
import {sheet} from './sheet.js';

class Widget extends LitElement {
  static styles = sheet;
  static properties = {base: {}, said: {state: true}, verdict: {state: true}};

  constructor() {
    super();
    this.said = TEXTS.hint;
    this.verdict = '';
  }

  get field() {
    return this.renderRoot.querySelector('#key');
  }

  read({target}) {
    this.said = looksRight(target.value) ? TEXTS.right : TEXTS.wrong;
  }

  async check() {
    this.verdict = TEXTS.trying;
    this.verdict = (await tryKey(this.base, this.field.value)) ? TEXTS.ready : TEXTS.refused;
  }

  render() {
    return html`
      <div class="frame">
        <label class="label" for="key">${TEXTS.label}</label>
        <input class="key" id="key" type="password" autocomplete="one-time-code" @input=${this.read}>
        <div class="bar">
          <button class="quiet" type="button" @click=${() => show(this.field)}>${TEXTS.show}</button>
          <button class="quiet" type="button" @click=${this.check}>${TEXTS.check}</button>
        </div>
        <div class="said">
          <p class="reading" role="status"><span>${this.said}</span></p>
          <p class="cost">${TEXTS.cost}</p>
        </div>
        <div class="stored"><span class="quiet-text">${TEXTS.stored}</span></div>
        <ol class="ladder" aria-label=${TEXTS.ladder}>
          ${TEXTS.rungs.map((name) => html`
            <li class="none"><span class="mark none" aria-hidden="true"></span><span>${name}</span></li>`)}
        </ol>
        <section class="verdict none">
          <div role="status">
            <h3>${this.verdict || TEXTS.intro}</h3>
            ${this.verdict ? '' : html`<p>${TEXTS.introduced}</p>`}
          </div>
        </section>
        <section class="guide">
          <div class="guide-head"><h3>${TEXTS.guide}</h3><span class="quiet-text">${TEXTS.count}</span></div>
          <details class="before"><summary>${TEXTS.before}</summary></details>
          <ol class="steps">
            ${TEXTS.steps.map((title, at) => html`
              <li class="step">
                <button class="step-head" type="button" aria-expanded="false">
                  <span class="number">${at + 1}</span><span class="step-title">${title}</span>
                </button>
              </li>`)}
          </ol>
          <p class="tech">${TEXTS.names} ${TEXTS.checked}</p>
        </section>
      </div>`;
  }
}

customElements.define('ai-key', Widget);
