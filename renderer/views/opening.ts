import { useSyncExternalStore } from 'react';
import {
  engine,
  opened,
  restartEngine,
  whenLocked,
  whenLost,
  whenOlder,
  whenProtected,
  whenRestarted,
  whenWaiting,
} from '../engine/client.ts';
import type { HolderKind, Lost, Opened, RecoveryWay, Secret } from '../engine/contract.ts';
import { Failure, failureCode } from '../engine/failure.ts';
import { shell } from '../shell/host.ts';
import { wasLocked } from './lock/was-locked.ts';

/** How far opening the journal has come. */
export type Opening =
  | { readonly state: 'opening' }
  /** It takes long enough to say so. */
  | { readonly state: 'slow' }
  /** Another window has the journal. */
  | { readonly state: 'waiting' }
  /** Another window has taken it over from this one. */
  | { readonly state: 'closed' }
  /** The journal is kept as a backup before its store takes its newest shape. */
  | { readonly state: 'keeping' }
  /** It could not be kept: the writer says whether to go on; `asking` once they try again. */
  | { readonly state: 'unkept'; readonly error: unknown; readonly asking: boolean }
  /** The keychain takes its time to give the key: it may be asking the writer for a password. */
  | { readonly state: 'unlocking' }
  /**
   * Nobody has brought the key yet. The error says why the keychain did not, where it was asked;
   * `asking` while it is.
   */
  | {
      readonly state: 'locked';
      readonly holders: readonly HolderKind[];
      readonly error: unknown;
      readonly asking: boolean;
      /** It was open here, until what stores it ended by itself. */
      readonly hasStopped: boolean;
    }
  /** The store has lost something: the writer says how to go on. */
  | { readonly state: 'lost'; readonly lost: Lost; readonly way: RecoveryWay | null }
  /** `opener`: the recovery key, where that has opened it; null as soon as it has been made use of. */
  | { readonly state: 'open'; readonly opened: Opened; readonly opener: Secret | null }
  | { readonly state: 'failed'; readonly error: unknown };

const SLOW_AFTER_MS = 1_000;

let opening: Opening = { state: 'opening' };
let keychainAsked = false;
/** Who holds the key of a journal that is locked. */
let holders: readonly HolderKind[] = [];
let opener: Secret | null = null;
/** The engine has ended and another one opens the journal: until it says otherwise, the screen stays. */
let isRestarting = false;
const listeners = new Set<() => void>();

let hasBeenOpen = false;
let hasStopped = false;

function set(next: Opening) {
  opening = next;
  hasBeenOpen ||= next.state === 'open';
  for (const listener of listeners) listener();
}

const slow = setTimeout(() => {
  if (opening.state !== 'opening') return;
  if (keychainAsked) showAsking();
  else set({ state: 'slow' });
}, SLOW_AFTER_MS);
// From here on and not from an effect: the engine may speak before the first paint.
whenWaiting(() => {
  if (opening.state !== 'open' || isRestarting) set({ state: 'waiting' });
});
whenLocked((event) => {
  ({ holders } = event);
  hasStopped = isRestarting && hasBeenOpen;
  if (asksKeychainItself()) void unlock();
  else set({ state: 'locked', holders, error: null, asking: false, hasStopped });
});
whenOlder(() => void keepAndUpgrade());
whenProtected(({ protection }) => {
  if (opening.state === 'open') set({ ...opening, opened: { ...opening.opened, protection } });
});
whenLost(({ lost }) => set({ state: 'lost', lost, way: null }));
follow(opened);
whenRestarted((again) => {
  isRestarting = true;
  follow(again);
});

function follow(answer: Promise<Opened>) {
  answer
    .then(
      (opened) => set({ state: 'open', opened, opener }),
      (error: unknown) => set({ state: 'failed', error }),
    )
    .finally(() => {
      clearTimeout(slow);
      isRestarting = false;
    });
}

/** After `failed`. With a new engine where words of this page may still be unsaved; else all anew. */
export function tryAgain(): void {
  if (hasBeenOpen) {
    set({ state: 'slow' });
    restartEngine();
  } else {
    location.reload();
  }
}

/** Whether the keychain is asked before the writer is. */
function asksKeychainItself(): boolean {
  return holders.includes('keychain') && !wasLocked();
}

/** A keychain may wait for the writer's password; who has a passphrase need not wait for the keychain. */
function showAsking() {
  if (holders.includes('passphrase')) {
    set({ state: 'locked', holders, error: null, asking: true, hasStopped });
  } else set({ state: 'unlocking' });
}

/** Asks the keychain for the key of a locked journal, as often as the writer likes. */
export async function unlock(): Promise<void> {
  if (opening.state === 'locked') set({ ...opening, asking: true });
  else if (opening.state !== 'opening' && opening.state !== 'open') showAsking();
  keychainAsked = true;
  try {
    if (shell.keychain === null) throw new Failure('keychain', 'There is none here.');
    await engine.unlock(shell.keychain);
  } catch (error) {
    const code = failureCode(error);
    // What the writer typed may have opened it meanwhile, or is just opening it: it is not locked any more.
    if (code === 'invalid' || (opening.state === 'open' && !isRestarting)) return;
    if (code === 'keychain') set({ state: 'locked', holders, error, asking: false, hasStopped });
    else set({ state: 'failed', error });
  }
}

/** Opens a locked journal with what the writer knows. Rejects as the engine does. */
export async function unlockWith(secret: Secret): Promise<void> {
  await engine.unlockWith(secret);
  opener = secret.by === 'recovery' ? secret : null;
  // It may be open before the answer is here.
  if (opening.state === 'open') set({ ...opening, opener });
}

/** The recovery key that has opened the journal is not needed any more, and not kept. */
export function forgetOpener(): void {
  opener = null;
  if (opening.state === 'open') set({ ...opening, opener });
}

/** Keeps the journal as a backup and then lets its store take its newest shape; as often as the writer likes. */
export async function keepAndUpgrade(): Promise<void> {
  set(opening.state === 'unkept' ? { ...opening, asking: true } : { state: 'keeping' });
  try {
    await (await import('./backups/backups.ts')).keepOlder();
  } catch (error) {
    return set({ state: 'unkept', error, asking: false });
  }
  upgrade();
}

/** Lets the store take its newest shape, whether the journal could be kept or not. */
export function upgrade(): void {
  set({ state: 'slow' });
  void engine.upgrade();
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
