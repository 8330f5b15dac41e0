import type { Mirrored } from './mirror.ts';

/** The store as it was found. */
export interface StoreState {
  /** Entries in it. */
  readonly items: number;
  /** The last sequence number it knows of. */
  readonly seq: number;
  /** Whether its own lists say so, which were written with the rows; if not, it was counted. */
  readonly agrees: boolean;
}

export type Verdict =
  /** Nothing is missing. */
  | 'same'
  /** The store has more than the mirror: the mirror was damaged, or could not be written. */
  | 'ahead'
  /** The end came between mirror and store: one save was not acknowledged, and can be finished. */
  | 'unfinished'
  | 'lost';

/** Compares a store with its mirror. */
export function verdictOn(store: StoreState, { mark, before }: Mirrored): Verdict {
  if (mark === null || store.seq > mark.seq) return 'ahead';
  // Rows know nothing of the numbers of what was removed: if none is missing, only the lists are damaged.
  if (!store.agrees && store.items >= mark.items) return 'ahead';
  if (store.seq === mark.seq) return store.items === mark.items ? 'same' : 'lost';
  // Saves are made one after the other, so at most one can have been under way.
  const hadAllBefore = before?.seq === store.seq && before.items === store.items;
  return hadAllBefore ? 'unfinished' : 'lost';
}
