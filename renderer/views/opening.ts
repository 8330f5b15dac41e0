import { useSyncExternalStore } from 'react';
import {
  engine,
  opened,
  whenLocked,
  whenLost,
  whenProtected,
  whenWaiting,
} from '../engine/client.ts';
import type { Lost, Opened, RecoveryWay } from '../engine/contract.ts';
import { Failure, failureCode } from '../engine/failure.ts';
import { shell } from '../shell/host.ts';

/** How far opening the journal has come. */
export type Opening =
  | { readonly state: 'opening' }
  /** It takes long enough to say so. */
  | { readonly state: 'slow' }
  /** Another window has the journal. */
  | { readonly state: 'waiting' }
  /** Another window has taken it over from this one. */
  | { readonly state: 'closed' }
  /** The keychain takes its time to give the key: it may be asking the writer for a password. */
  | { readonly state: 'unlocking' }
  /** The keychain did not give it; `asking` once the writer tries again. */
  | { readonly state: 'locked'; readonly error: unknown; readonly asking: boolean }
  /** The store has lost something: the writer says how to go on. */
  | { readonly state: 'lost'; readonly lost: Lost; readonly way: RecoveryWay | null }
  | { readonly state: 'open'; readonly opened: Opened }
  | { readonly state: 'failed'; readonly error: unknown };

const SLOW_AFTER_MS = 1_000;

let opening: Opening = { state: 'opening' };
let keychainAsked = false;
const listeners = new Set<() => void>();

function set(next: Opening) {
  opening = next;
  for (const listener of listeners) listener();
}

const slow = setTimeout(() => {
  if (opening.state === 'opening') set({ state: keychainAsked ? 'unlocking' : 'slow' });
}, SLOW_AFTER_MS);
// From here on and not from an effect: the engine may speak before the first paint.
whenWaiting(() => {
  if (opening.state !== 'open') set({ state: 'waiting' });
});
whenLocked(() => void unlock());
whenProtected(({ protection }) => {
  if (opening.state === 'open') set({ ...opening, opened: { ...opening.opened, protection } });
});
whenLost(({ lost }) => set({ state: 'lost', lost, way: null }));
opened
  .then(
    (answer) => set({ state: 'open', opened: answer }),
    (error: unknown) => set({ state: 'failed', error }),
  )
  .finally(() => clearTimeout(slow));

/** Asks the keychain for the key of a locked journal, as often as the writer likes. */
export async function unlock(): Promise<void> {
  if (opening.state === 'locked') set({ ...opening, asking: true });
  else if (opening.state !== 'opening') set({ state: 'unlocking' });
  keychainAsked = true;
  try {
    if (shell.keychain === null) throw new Failure('keychain', 'There is none here.');
    await engine.unlock(shell.keychain);
  } catch (error) {
    if (failureCode(error) === 'keychain') set({ state: 'locked', error, asking: false });
    else set({ state: 'failed', error });
  }
}

/** Says how to go on with a journal that has lost something. */
export async function recover(way: RecoveryWay): Promise<void> {
  if (opening.state !== 'lost' || opening.way !== null) return;
  set({ ...opening, way });
  await engine.recover(way);
}

/** The engine was ended here, for another window to have the journal. */
export function closedHere(): void {
  set({ state: 'closed' });
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOpening(): Opening {
  return useSyncExternalStore(subscribe, () => opening);
}
