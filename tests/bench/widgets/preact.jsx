import {render} from 'preact';
import {useRef, useState} from 'preact/hooks';
import {looksRight, tryKey} from './shared.js';
import {sheet} from './sheet.js';

function Widget({base}) {
  const field = useRef(null);
  const [said, say] = useState(TEXTS.hint);
  const [verdict, judge] = useState('');
  const check = async () => {
    judge(TEXTS.trying);
    judge((await tryKey(base, field.current.value)) ? TEXTS.ready : TEXTS.refused);
  };
  return (
    <div class="frame">
      <label class="label" for="key">{TEXTS.label}</label>
      <input class="key" id="key" type="password" autocomplete="one-time-code" ref={field}
        onInput={({target}) => say(looksRight(target.value) ? TEXTS.right : TEXTS.wrong)} />
      <p class="bar"><button type="button" onClick={check}>{TEXTS.check}</button></p>
      <p class="reading">{said}</p>
      <section class="verdict" role="status">{verdict}</section>
      <section class="guide first">
        <h3>{TEXTS.guide}</h3>
        <ol class="steps">
          {TEXTS.steps.map((title, at) => (
            <li class="step step-head"><span class="number">{at + 1}</span><span class="step-title">{title}</span></li>
          ))}
        </ol>
      </section>
    </div>
  );
}

customElements.define('ai-key', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({mode: 'open'});
    root.adoptedStyleSheets = [sheet];
    render(<Widget base={this.getAttribute('base')} />, root);
  }
});
