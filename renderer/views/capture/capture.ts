import { type Captured, capturedNow } from './captured.ts';
import type { deliver, Place } from './channel.ts';

/**
 * What is being written in quick capture, and its way to the journal: a store without React. The
 * words stay until the journal has them.
 */

/** Less than main waits at a quit, so that the page itself can say that nobody answers. */
const PATIENCE_MS = 3_000;

export type Status =
  | { readonly kind: 'writing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly place: Place }
  /** No journal has answered yet; one that opens now still gets the words. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'failed'; readonly error: Error };

export interface CaptureState {
  readonly words: string;
  readonly competencies: readonly string[];
  readonly status: Status;
}

export interface Capture {
  readonly state: () => CaptureState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (fields: Partial<Pick<CaptureState, 'words' | 'competencies'>>) => void;
  /** Without words there is nothing to save, and nothing happens. */
  readonly save: () => void;
  /** Saves what is there before the app quits; rejects when the journal does not have it. */
  readonly flush: () => Promise<void>;
  /** The writer is back: what was said of the last words is old. */
  readonly greet: () => void;
  readonly hasWords: () => boolean;
}

const WRITING: Status = { kind: 'writing' };

export function createCapture(options: {
  readonly send: typeof deliver;
  readonly onSaved: (place: Place) => void;
  readonly patience?: number;
}): Capture {
  const { send, onSaved, patience = PATIENCE_MS } = options;
  const listeners = new Set<() => void>();
  let state: CaptureState = { words: '', competencies: [], status: WRITING };
  /** What was sent, until it is saved or changed: the same words keep their id. */
  let sent: Captured | null = null;
  let callOff = () => {};

  function show(fields: Partial<CaptureState>) {
    state = { ...state, ...fields };
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  const hasWords = () => state.words.trim() !== '';

  function change(fields: Partial<CaptureState>) {
    // What is on its way can no longer be changed.
    if (state.status.kind === 'saving') return;
    // Half-changed words must not reach a journal that opens meanwhile.
    callOff();
    sent = null;
    show({ ...fields, status: WRITING });
  }

  function save() {
    if (!hasWords() || state.status.kind === 'saving') return;
    callOff();
    sent ??= capturedNow(state.words, state.competencies, new Date());
    show({ status: { kind: 'saving' } });
    const timer = setTimeout(show, patience, { status: { kind: 'unanswered' } });
    const stop = send(sent, (outcome) => {
      clearTimeout(timer);
      if (outcome instanceof Error) return show({ status: { kind: 'failed', error: outcome } });
      sent = null;
      show({ words: '', competencies: [], status: { kind: 'saved', place: outcome } });
      onSaved(outcome);
    });
    callOff = () => {
      clearTimeout(timer);
      stop();
    };
  }

  function flush(): Promise<void> {
    save();
    return new Promise((resolve, reject) => {
      const settle = () => {
        if (state.status.kind === 'saving') return;
        stop();
        if (hasWords()) reject(new Error('what was captured is not in the journal'));
        else resolve();
      };
      const stop = subscribe(settle);
      settle();
    });
  }

  return {
    state: () => state,
    subscribe,
    change,
    save,
    flush,
    greet: () => state.status.kind === 'saved' && show({ status: WRITING }),
    hasWords,
  };
}
