import { useSyncExternalStore } from 'react';

/**
 * How the writer of an empty journal is about to protect it. It is kept here, for its dialog must
 * outlive the screen that asked: an entry may arrive meanwhile, from quick capture or another window.
 */
export type FirstProtection = 'passphrase' | 'keychain';

let asking: FirstProtection | null = null;
const listeners = new Set<() => void>();

/** @param by null once that is over */
export function askFirstProtection(by: FirstProtection | null): void {
  asking = by;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useFirstProtection(): FirstProtection | null {
  return useSyncExternalStore(subscribe, () => asking);
}
