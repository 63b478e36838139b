import {useRef, useState} from 'react';
import {createRoot} from 'react-dom/client';
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
    <div className="frame">
      <label className="label" htmlFor="key">{TEXTS.label}</label>
      <input className="key" id="key" type="password" autoComplete="one-time-code" ref={field}
        onInput={({target}) => say(looksRight(target.value) ? TEXTS.right : TEXTS.wrong)} />
      <p className="bar"><button type="button" onClick={check}>{TEXTS.check}</button></p>
      <p className="reading">{said}</p>
      <section className="verdict" role="status">{verdict}</section>
      <section className="guide first">
        <h3>{TEXTS.guide}</h3>
        <ol className="steps">
          {TEXTS.steps.map((title, at) => (
            <li className="step step-head" key={at}><span className="number">{at + 1}</span><span className="step-title">{title}</span></li>
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
    createRoot(root).render(<Widget base={this.getAttribute('base')} />);
  }
});
