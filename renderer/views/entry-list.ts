import { useSyncExternalStore } from 'react';
import { engine, whenChanged, whenReading } from '../engine/client.ts';
import { FIRST_ROWS, type List, type ListQuery, type Row } from '../engine/contract.ts';

/** What a list of entries shows now. */
export interface ListState {
  /** What the writer asked for last; `answer` may still be to the question before. */
  readonly query: ListQuery;
  readonly answer: Answer | null;
  /** Why the last question has no answer. */
  readonly error: unknown;
}

/** A new object whenever a row has come. */
export interface Answer {
  readonly query: ListQuery;
  readonly list: List;
  /** The rows that are here, by their place in the list. */
  readonly rows: ReadonlyMap<number, Row>;
}

/** A list of entries that stays true while the journal changes. */
export interface EntryList {
  readonly state: () => ListState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly ask: (query: ListQuery) => void;
  /** Says which rows are on screen, `to` exclusive, so that they are fetched. */
  readonly show: (from: number, to: number) => void;
}

/**
 * A list for as long as the page lives: it is made once, by the module that owns it, and asks again
 * only while a screen shows it.
 *
 * Old rows stay until new ones are there, so that nothing flickers. One question is under way at a
 * time, and then only the newest is asked: fast typing costs no more than the engine can answer.
 */
export function entryList(query: ListQuery, first?: Promise<List>): EntryList {
  // Grows in place: copying it for every stretch that is scrolled past would cost more than the stretch.
  let rows = new Map<number, Row>();
  let state: ListState = { query, answer: null, error: null };
  let onScreen = { from: 0, to: 0 };
  let stale = false;
  let asking = false;
  const fetching = new Set<number>();
  const listeners = new Set<() => void>();

  function set(next: Partial<ListState>) {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function take(query: ListQuery, list: List, more: readonly Row[] = [], at = 0) {
    rows = new Map(list.rows.entries());
    for (const [index, row] of more.entries()) rows.set(at + index, row);
    fetching.clear();
    set({ answer: { query, list, rows }, error: null });
  }

  async function refresh() {
    stale = true;
    // A list nobody looks at is asked for when somebody does.
    if (asking || listeners.size === 0) return;
    asking = true;
    try {
      while (stale) {
        stale = false;
        await answer(state.query);
      }
    } finally {
      asking = false;
    }
  }

  async function answer(asked: ListQuery) {
    try {
      const list = await engine.list(asked);
      const { from, to } = onScreen;
      const beyond = from < list.total && to > FIRST_ROWS;
      const more = beyond ? await engine.rows(list.id, from, Math.min(to, list.total)) : [];
      if (asked === state.query) take(asked, list, more, from);
    } catch (error) {
      if (asked === state.query) set({ error });
    }
  }

  async function fetchRows({ query, list }: Answer, chunk: number) {
    if (fetching.has(chunk)) return;
    fetching.add(chunk);
    const from = chunk * FIRST_ROWS;
    try {
      const found = await engine.rows(list.id, from, Math.min(from + FIRST_ROWS, list.total));
      if (list !== state.answer?.list) return;
      // The engine keeps only so many lists; this one was forgotten.
      if (found.length === 0) return await refresh();
      for (const [index, row] of found.entries()) rows.set(from + index, row);
      set({ answer: { query, list, rows } });
    } catch (error) {
      fetching.delete(chunk);
      if (list === state.answer?.list) set({ error });
    }
  }

  first?.then(
    (list) => {
      if (state.answer === null && state.query === query) take(query, list);
    },
    // The screen that opens the journal says why.
    () => {},
  );
  if (first === undefined) stale = true;
  whenChanged(() => void refresh());
  whenReading(() => {
    if ((state.answer?.list.read ?? 1) < 1) void refresh();
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      if (stale) void refresh();
      return () => listeners.delete(listener);
    },
    ask(next) {
      onScreen = { from: 0, to: 0 };
      set({ query: next });
      void refresh();
    },
    show(from, to) {
      onScreen = { from, to };
      const { answer } = state;
      if (answer === null) return;
      for (let index = from; index < Math.min(to, answer.list.total); index++) {
        if (!rows.has(index)) void fetchRows(answer, Math.floor(index / FIRST_ROWS));
      }
    },
  };
}

export function useEntryList(entries: EntryList): ListState {
  return useSyncExternalStore(entries.subscribe, entries.state);
}
