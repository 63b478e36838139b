// What the panel shows at first, for Preact and React: the same elements, the same words. TEXTS are put in as it is bundled.

/** `field` is a reference to the input; `verdict` is empty until a key was tried. */
export function Screen({field, said, verdict, onShow, onInput, onCheck}) {
  return (
    <div className="frame">
      <label className="label" htmlFor="key">{TEXTS.label}</label>
      <input className="key" id="key" type="password" autoComplete="one-time-code" ref={field} onInput={onInput} />
      <div className="bar">
        <button className="quiet" type="button" onClick={onShow}>{TEXTS.show}</button>
        <button className="quiet" type="button" onClick={onCheck}>{TEXTS.check}</button>
      </div>
      <div className="said">
        <p className="reading" role="status"><span>{said}</span></p>
        <p className="cost">{TEXTS.cost}</p>
      </div>
      <div className="stored"><span className="quiet-text">{TEXTS.stored}</span></div>
      <ol className="ladder" aria-label={TEXTS.ladder}>
        {TEXTS.rungs.map((name) => (
          <li className="none" key={name}><span className="mark none" aria-hidden="true" /><span>{name}</span></li>
        ))}
      </ol>
      <section className="verdict none">
        <div role="status">
          <h3>{verdict || TEXTS.intro}</h3>
          {!verdict && <p>{TEXTS.introduced}</p>}
        </div>
      </section>
      <section className="guide">
        <div className="guide-head"><h3>{TEXTS.guide}</h3><span className="quiet-text">{TEXTS.count}</span></div>
        <details className="before"><summary>{TEXTS.before}</summary></details>
        <ol className="steps">
          {TEXTS.steps.map((title, at) => (
            <li className="step" key={title}>
              <button className="step-head" type="button" aria-expanded="false">
                <span className="number">{at + 1}</span><span className="step-title">{title}</span>
              </button>
            </li>
          ))}
        </ol>
        <p className="tech">{TEXTS.names} {TEXTS.checked}</p>
      </section>
    </div>
  );
}
