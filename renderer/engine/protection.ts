import type { Engine, Keychain, Progress, Protection, Secret } from './contract.ts';
import { Failure } from './failure.ts';
import {
  type Header,
  type HeldHeader,
  type Holder,
  type HolderOf,
  type KeyBytes,
  protectionOf,
} from './header.ts';
import type { Journal } from './journal.ts';
import { unwrapKey, wrapKey } from './keychain.ts';
import { bareHeader, heldHeader, importKey, isKeyOf, newKey, unwrap } from './keys.ts';
import { holdByPassphrase, problemWith } from './passphrase.ts';
import { createQueue } from './queue.ts';
import { holdByRecoveryKey, keyOfRecoveryKey } from './recovery-key.ts';
import type { Secrets, Unwrapped } from './secrets.ts';

/**
 * Protection: changes who holds the data key. Where it may be known to someone it is made anew, and
 * the whole journal sealed under it; else only the header is written. See the contract for each.
 */
export interface ProtectionChanges
  extends Pick<
    Engine,
    | 'protect'
    | 'unprotect'
    | 'protectWith'
    | 'changePassphrase'
    | 'stayUnlocked'
    | 'neverStayUnlocked'
    | 'unprotectWith'
    | 'rotate'
    | 'newRecoveryKey'
    | 'confirmRecoveryKey'
    | 'removeRecoveryKey'
  > {
  /** Stops any of them, unless it was quicker. */
  cancel(): void;
}

interface Hearing {
  /** What has to be done before the data key is another one; rejects where it must not be. */
  readonly before: () => Promise<void>;
  /** Hears who holds the key from now on. */
  readonly changed: (protection: Protection) => void;
}

export function createProtection(
  journal: Journal,
  secrets: Secrets,
  { before, changed }: Hearing,
): ProtectionChanges {
  const inTurn = createQueue();
  let wanted = new AbortController();
  /** A recovery key that was shown, and not typed back yet. */
  let shown: HolderOf<'recovery'> | null = null;

  /** One after the other, so that each sees the header that the one before has left. */
  function change<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { signal } = wanted;
    return inTurn(async () => {
      signal.throwIfAborted();
      const last = journal.header;
      try {
        return await task(signal);
      } finally {
        if (journal.header !== last) changed(protectionOf(journal.header));
      }
    });
  }

  /** Makes a new data key, and seals everything anew under it. */
  async function reseal(
    hold: (key: KeyBytes) => Promise<readonly Holder[]>,
    signal: AbortSignal,
    progress?: Progress,
  ): Promise<void> {
    const bytes = newKey();
    try {
      const holders = await unlessAborted(hold(bytes), signal);
      const key = await importKey(bytes);
      const header = await heldHeader(journal.header.journalId, key, holders);
      await before();
      await journal.reseal(header, key, { progress, checkpoint: () => signal.throwIfAborted() });
    } finally {
      bytes.fill(0);
    }
  }

  /** Has others hold the same data key. */
  async function rewrap(key: CryptoKey, holders: readonly Holder[], signal: AbortSignal) {
    const header = await heldHeader(journal.header.journalId, key, holders);
    signal.throwIfAborted();
    await journal.setHeader(header);
  }

  /** Lays the data key beside the entries, for all to read. */
  async function layBare(_: CryptoKey, bytes: KeyBytes): Promise<void> {
    await journal.setHeader(bareHeader(journal.header.journalId, bytes.slice()));
  }

  /** The holders that a passphrase makes, and a keychain beside it where there is one. */
  function holdersWith(passphrase: string, keychain: Keychain | null) {
    return async (key: KeyBytes): Promise<Holder[]> => {
      const holder = await holdByPassphrase(passphrase, journal.header.journalId, key);
      return keychain === null ? [holder] : [holder, await wrapKey(keychain, key)];
    };
  }

  return {
    protect: (keychain, progress) =>
      change(async (signal) => {
        if (journal.header.version !== 1) {
          throw new Failure('invalid', 'the journal is protected already');
        }
        // The key so far has lain in the store for all to read: whoever has it must not have the rest.
        await reseal(async (key) => [await wrapKey(keychain, key)], signal, progress);
      }),

    unprotect: (keychain) =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        // Else this computer would give away what only the writer may.
        if (has(header, 'passphrase')) throw new Failure('invalid', 'there is a passphrase');
        await withKey(unwrapKey(keychain, header), signal, layBare);
      }),

    protectWith: (passphrase, keychain, progress) =>
      change(async (signal) => {
        const { header } = journal;
        refuseImpossible(passphrase);
        // As above: a new key.
        if (header.version === 1) {
          return reseal(holdersWith(passphrase, keychain), signal, progress);
        }
        if (has(header, 'passphrase'))
          throw new Failure('invalid', 'there is a passphrase already');
        if (keychain === null)
          throw new Failure('keychain', 'It holds the key, and was not asked.');
        await withKey(unwrapKey(keychain, header), signal, async (key, bytes) => {
          const holder = await holdByPassphrase(passphrase, header.journalId, bytes);
          await rewrap(key, [holder, ...header.holders], signal);
        });
      }),

    changePassphrase: (current, next) =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        refuseImpossible(next);
        await withKey(secrets.unwrap(header, current), signal, async (key, bytes) => {
          const holder = await holdByPassphrase(next, header.journalId, bytes);
          await rewrap(key, replaced(header, holder), signal);
        });
      }),

    stayUnlocked: (secret, keychain) =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        await withKey(secrets.unwrap(header, secret), signal, async (key, bytes) => {
          const holder = await unlessAborted(wrapKey(keychain, bytes), signal);
          await rewrap(key, replaced(header, holder), signal);
        });
      }),

    neverStayUnlocked: () =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        if (!has(header, 'passphrase') || !has(header, 'keychain')) {
          throw new Failure('invalid', 'it does not stay unlocked');
        }
        await rewrap(journal.records.key(), without(header, 'keychain'), signal);
      }),

    unprotectWith: (secret) =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        await withKey(secrets.unwrap(header, secret), signal, layBare);
      }),

    rotate: (passphrase, keychain, progress) =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        const secret: Secret = { by: 'passphrase', passphrase };
        await withKey(secrets.unwrap(header, secret), signal, async () => undefined);
        await reseal(holdersWith(passphrase, keychain), signal, progress);
      }),

    newRecoveryKey: (secret) =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        return withKey(secrets.unwrap(header, secret), signal, async (_, bytes) => {
          const { text, holder } = await holdByRecoveryKey(header.journalId, bytes);
          shown = holder;
          return text;
        });
      }),

    confirmRecoveryKey: (typed) =>
      change(async (signal) => {
        const { header } = journal;
        if (shown === null) throw new Failure('invalid', 'there is no new recovery key');
        const holder = shown;
        const own = await keyOfRecoveryKey(typed);
        const bytes = await unwrap(own, header.journalId, holder);
        if (bytes === null) throw new Failure('wrong-recovery-key');
        const key = await importKey(bytes);
        bytes.fill(0);
        if (header.version === 1 || !(await isKeyOf(header, key))) {
          shown = null;
          throw new Failure('invalid', 'the journal has another key since');
        }
        await rewrap(key, replaced(header, holder), signal);
        shown = null;
      }),

    removeRecoveryKey: () =>
      change(async (signal) => {
        const header = heldIn(journal.header);
        if (!has(header, 'recovery')) throw new Failure('invalid', 'there is no recovery key');
        await rewrap(journal.records.key(), without(header, 'recovery'), signal);
      }),

    cancel() {
      wanted.abort(new Failure('cancelled'));
      wanted = new AbortController();
    },
  };
}

function heldIn(header: Header): HeldHeader {
  if (header.version === 1) throw new Failure('invalid', 'the journal is not protected');
  return header;
}

function has(header: HeldHeader, kind: Holder['by']): boolean {
  return header.holders.some(({ by }) => by === kind);
}

function without(header: HeldHeader, kind: Holder['by']): Holder[] {
  return header.holders.filter(({ by }) => by !== kind);
}

/** The holders of a header, this one in the place of the one before, if there was any. */
function replaced(header: HeldHeader, holder: Holder): Holder[] {
  return [...without(header, holder.by), holder];
}

/** Before anybody is asked for a key. */
function refuseImpossible(passphrase: string): void {
  const problem = problemWith(passphrase);
  if (problem !== null) throw new Failure('invalid', problem);
}

/** Uses a key that somebody brings, and leaves nothing of it, even where it comes after a cancel. */
async function withKey<T>(
  unwrapping: Promise<Unwrapped>,
  signal: AbortSignal,
  use: (key: CryptoKey, bytes: KeyBytes) => Promise<T>,
): Promise<T> {
  try {
    const { key, bytes } = await unlessAborted(unwrapping, signal);
    signal.throwIfAborted();
    return await use(key, bytes);
  } finally {
    unwrapping.then(
      ({ bytes }) => bytes.fill(0),
      () => undefined,
    );
  }
}

/** A keychain may ask the writer for a password, and wait for days; a cancel must not. */
export function unlessAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([task, aborted]);
}
