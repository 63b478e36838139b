import {useRef, useState} from 'react';
import {createRoot} from 'react-dom/client';
import {Screen} from './screen.jsx';
import {looksRight, show, tryKey} from './shared.js';
import {sheet} from './sheet.js';

function Widget({base}) {
  const field = useRef(null);
  const [said, say] = useState(TEXTS.hint);
  const [verdict, judge] = useState('');
  const check = async () => {
    judge(TEXTS.trying);
    judge((await tryKey(base, field.current.value)) ? TEXTS.ready : TEXTS.refused);
  };
  const read = ({target}) => say(looksRight(target.value) ? TEXTS.right : TEXTS.wrong);
  return <Screen field={field} said={said} verdict={verdict} onShow={() => show(field.current)} onInput={read} onCheck={check} />;
}

customElements.define('ai-key', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({mode: 'open'});
    root.adoptedStyleSheets = [sheet];
    createRoot(root).render(<Widget base={this.getAttribute('base')} />);
  }
});
