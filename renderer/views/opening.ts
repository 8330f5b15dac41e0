import { useSyncExternalStore } from 'react';
import { opened, whenWaiting } from '../engine/client.ts';
import type { Opened } from '../engine/contract.ts';

/** How far opening the journal has come. */
export type Opening =
  | { readonly state: 'opening' }
  /** It takes long enough to say so. */
  | { readonly state: 'slow' }
  /** Another window has the journal. */
  | { readonly state: 'waiting' }
  | { readonly state: 'open'; readonly opened: Opened }
  | { readonly state: 'failed'; readonly error: unknown };

const SLOW_AFTER_MS = 1_000;

let opening: Opening = { state: 'opening' };
const listeners = new Set<() => void>();

function set(next: Opening) {
  opening = next;
  for (const listener of listeners) listener();
}

const slow = setTimeout(() => {
  if (opening.state === 'opening') set({ state: 'slow' });
}, SLOW_AFTER_MS);
// From here on and not from an effect: the engine may speak before the first paint.
whenWaiting(() => {
  if (opening.state !== 'open') set({ state: 'waiting' });
});
opened
  .then(
    (answer) => set({ state: 'open', opened: answer }),
    (error: unknown) => set({ state: 'failed', error }),
  )
  .finally(() => clearTimeout(slow));

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOpening(): Opening {
  return useSyncExternalStore(subscribe, () => opening);
}
