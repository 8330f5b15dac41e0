import {
  engine,
  opened,
  openJournal,
  whenJoined,
  whenKept,
  whenLocked,
  whenLost,
  whenMended,
  whenOlder,
  whenProtected,
} from '../../renderer/engine/client.ts';
import type { Lost } from '../../renderer/engine/contract.ts';
import type { Content } from './files.ts';
import type { takeSteps } from './model-journal.ts';
import { keychainOf } from './page-keychain.ts';

/** A page without a screen: tests ask the engine through `window.engine`. */
declare global {
  interface Window {
    engine: typeof engine;
    opened: typeof opened;
    /** Settles when the engine says that the store is of an older version. */
    older: Promise<void>;
    /** Settles when the engine says that the keychain holds the journal's key. */
    locked: Promise<void>;
    keychainOf: typeof keychainOf;
    /** Settles when the engine says that the store has lost something. */
    lost: Promise<Lost>;
    /** Settles when the engine has met entries that did not open, or were not there. */
    mended: Promise<{ readonly entries: number; readonly unreadable: number }>;
    /** Settles when what was captured while the journal was locked has joined it, or not. */
    joined: Promise<{ readonly entries: number; readonly problem: string | null }>;
    /** Whether what is kept outside the store is whole. */
    mirrorKept: boolean;
    contentOf: typeof contentOf;
    /** Hears who holds the journal's key from now on. */
    whenProtected: typeof whenProtected;
    takeSteps: typeof takeSteps;
  }
}

/** See tests/support/files.ts. */
function contentOf({ seed, size }: Content): Blob {
  const words = new Uint32Array(Math.ceil(size / 4));
  let state = seed;
  for (let at = 0; at < words.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    words[at] = state;
  }
  return new Blob([new Uint8Array(words.buffer, 0, size)]);
}

openJournal(null);
const lost = new Promise<Lost>((resolve) => whenLost(({ lost }) => resolve(lost)));
const mended = new Promise<Window['mended'] extends Promise<infer Told> ? Told : never>((resolve) =>
  whenMended(({ entries, unreadable }) => resolve({ entries, unreadable })),
);
const joined = new Promise<Window['joined'] extends Promise<infer Told> ? Told : never>((resolve) =>
  whenJoined(({ entries, problem }) => resolve({ entries, problem })),
);
whenKept(() => Object.assign(window, { mirrorKept: true }));
const older = new Promise<void>((resolve) => whenOlder(() => resolve()));
const locked = new Promise<void>((resolve) => whenLocked(() => resolve()));
// A test that expects the journal not to open asks `opened` itself.
opened.catch(() => undefined);
Object.assign(window, {
  engine,
  opened,
  older,
  locked,
  lost,
  mended,
  joined,
  mirrorKept: false,
  keychainOf,
  contentOf,
  whenProtected,
  takeSteps: async (...args: Parameters<typeof takeSteps>) =>
    (await import('./model-journal.ts')).takeSteps(...args),
});
