// Types of `<passweb-ai-key>`. The script registers the element; nothing has to be imported.

export type Severity = 'ready' | 'attention' | 'unknown' | 'refused';

export interface PasswebAiKeyEventMap {
  /** Something was put into the field, and read. `kind` is an id of docs/field.md. */
  'ai-key-reading': CustomEvent<{kind: string; accept: boolean}>;
  /** A try ended. `verdict` is an id of docs/verdicts.md. */
  'ai-key-checked': CustomEvent<{verdict: string; severity: Severity; retryable: boolean; requestId: string | null}>;
  /** The endpoint confirmed the key. `hint` are its last four characters. */
  'ai-key-saved': CustomEvent<{hint: string; verdict: string; baseUrl?: string}>;
  /** The stored key was removed. */
  'ai-key-removed': CustomEvent<Record<string, never>>;
  /** A key is in the field and not saved, or no longer. */
  'ai-key-dirty': CustomEvent<{dirty: boolean}>;
  /** Something failed that the merchant can't cure. */
  'ai-key-error': CustomEvent<{code: string}>;
}

export class PasswebAiKey extends HTMLElement {
  /** The widget's version. */
  readonly version: string;
  /** Tries the key, if a person put it in. */
  check(): void;
  /** Saves the key, as the button does, if a person put it in. */
  save(): void;
  /** Empties the field. */
  reset(): void;
  addEventListener<K extends keyof PasswebAiKeyEventMap>(
    type: K, listener: (this: PasswebAiKey, event: PasswebAiKeyEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'passweb-ai-key': PasswebAiKey;
  }
}
