import { type Entry, sameContent } from '../../domain/entry.ts';
import { entryOf, type Form, formOf, type Problems } from './form.ts';

/**
 * The entry being written, and its way to the journal: a store without React. Whatever happens to
 * a save, the words stay in `form`, and `status` says what the journal has of them.
 */

/**
 * How long a rest in typing is before it is saved, and the longest time between saves without one:
 * short enough that `Saved` stands within half a second of the last keystroke.
 */
const PAUSE = 300;
const LONGEST = 3_000;
/** Waits before trying again, in milliseconds; the last one repeats. */
const BACKOFF = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000];

export type Status =
  /** A new entry that holds nothing: there is nothing to save. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface DraftState {
  readonly form: Form;
  readonly problems: Problems;
  readonly status: Status;
  /** Whether the journal has it, in whatever state. */
  readonly stored: boolean;
}

export interface Draft {
  readonly id: string;
  readonly state: () => DraftState;
  /** The entry as it was last valid. */
  readonly entry: () => Entry;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (fields: Partial<Form>) => void;
  /** Whether the journal lacks something that is on the screen. */
  readonly unsaved: () => boolean;
  /** Saves what is unsaved now; resolves when that has worked or failed. */
  readonly flush: () => Promise<void>;
  /**
   * Reads the journal again after a change elsewhere, and shows what it says, unless the writer
   * has written or saved meanwhile: then what is on the screen is the newer.
   */
  readonly refresh: (read: () => Promise<Entry | null>) => Promise<'kept' | 'gone'>;
  /** Whether it was new here and has been emptied again: not worth keeping. */
  readonly leftEmpty: () => boolean;
  /** No save will start after this; for an entry that went to the trash. */
  readonly stop: () => void;
}

export interface Clock {
  readonly now: () => number;
  /** Answers a function that calls it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

const realClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};

export function createDraft(options: {
  readonly entry: Entry;
  readonly stored: boolean;
  readonly save: (entry: Entry) => Promise<unknown>;
  readonly clock?: Clock;
}): Draft {
  const { save, clock = realClock } = options;
  const listeners = new Set<() => void>();
  /** What the journal has, or for a new entry: what it would be if nothing were written. */
  let kept = options.entry;
  let current = options.entry;
  let state: DraftState = {
    form: formOf(kept),
    problems: {},
    status: { kind: options.stored ? 'saved' : 'blank' },
    stored: options.stored,
  };

  let saving: Promise<void> | null = null;
  let lastSave = Number.NEGATIVE_INFINITY;
  let failures = 0;
  /** Counts edits and saves, so that an answer from before one of them is known to be old. */
  let turn = 0;
  let stopped = false;
  let callOff = () => {};

  function show(fields: Partial<DraftState>) {
    state = { ...state, ...fields };
    for (const listener of listeners) listener();
  }

  function unsaved() {
    return !stopped && (saving !== null || !sameContent(current, kept));
  }

  function plan(wait: number) {
    callOff();
    callOff = clock.after(wait, () => void flush());
  }

  function change(fields: Partial<Form>) {
    turn++;
    const form = { ...state.form, ...fields };
    const { entry, problems } = entryOf(form, current);
    current = entry;
    const failed = state.status.kind === 'failed';
    show({ form, problems, status: failed ? state.status : { kind: 'saving' } });
    // After a failure the retry that is planned takes this along; hammering would not help.
    if (!failed && saving === null) plan(pause());
  }

  /** The first keystroke after a rest is saved at once: the less is unsaved, the less can be lost. */
  function pause() {
    return Math.min(PAUSE, Math.max(0, lastSave + LONGEST - clock.now()));
  }

  async function flush(): Promise<void> {
    callOff();
    // Serialised: never two saves under way, so the newest words are always the last written.
    while (saving !== null) await saving;
    if (stopped) return;
    if (sameContent(current, kept)) {
      failures = 0;
      show({ status: { kind: state.stored ? 'saved' : 'blank' } });
      return;
    }
    saving = saveOnce(current).finally(() => {
      saving = null;
    });
    await saving;
  }

  async function saveOnce(entry: Entry): Promise<void> {
    lastSave = clock.now();
    try {
      await save(entry);
      turn++;
      failures = 0;
      kept = entry;
      const all = sameContent(current, kept);
      show({ stored: true, status: { kind: all ? 'saved' : 'saving' } });
      if (!all) plan(pause());
    } catch (error) {
      show({ status: { kind: 'failed', error } });
      retryLater();
    }
  }

  /** Only a retry of our own makes the next wait longer; what the writer asks for does not. */
  function retryLater() {
    callOff();
    callOff = clock.after(BACKOFF[failures] ?? 30_000, () => {
      failures++;
      void flush();
    });
  }

  async function refresh(read: () => Promise<Entry | null>) {
    if (unsaved() || !state.stored) return 'kept';
    const before = turn;
    const entry = await read();
    if (turn !== before || unsaved()) return 'kept';
    if (entry === null) return 'gone';
    if (!sameContent(entry, kept)) {
      kept = entry;
      current = entry;
      show({ form: formOf(entry), problems: {}, status: { kind: 'saved' } });
    }
    return 'kept';
  }

  return {
    id: kept.id,
    state: () => state,
    entry: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change,
    unsaved,
    flush,
    refresh,
    leftEmpty: () => !options.stored && sameContent(current, options.entry),
    stop() {
      stopped = true;
      callOff();
    },
  };
}
