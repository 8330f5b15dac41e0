import type { Keychain } from './contract.ts';
import { Failure } from './failure.ts';
import { unwrapKey, wrapKey } from './keychain.ts';
import { type HeldHeader, heldHeader } from './keys.ts';

/**
 * Unlocking: a journal whose key is held elsewhere waits here until it is brought. Until a key has
 * been shown to be the right one nothing is written, and a wrong one changes nothing.
 */
export interface Unlocking {
  /** Settles once `unlock` has brought the key. */
  keyOf(header: HeldHeader, keep: Keep): Promise<Unlocked>;
  /** Rejects when the key is not had; the journal then waits on. */
  unlock(keychain: Keychain): Promise<void>;
}

/** Stores a header whose key was wrapped anew. */
export type Keep = (header: HeldHeader) => Promise<void>;

export interface Unlocked {
  readonly header: HeldHeader;
  readonly key: CryptoKey;
}

/** @param locked called when a journal begins to wait */
export function createUnlocking(locked: () => void): Unlocking {
  let waiting: ((keychain: Keychain) => Promise<void>) | null = null;
  return {
    keyOf(header, keep) {
      const { promise, resolve } = Promise.withResolvers<Unlocked>();
      waiting = async (keychain) => {
        const { key, bytes, rewrap } = await unwrapKey(keychain, header);
        waiting = null;
        // Before the journal is open, and its protection can be changed: an old header must not replace a newer one.
        const kept = rewrap ? await rewrapped(keychain, header, key, bytes, keep) : header;
        bytes.fill(0);
        resolve({ header: kept, key });
      };
      locked();
      return promise;
    },
    async unlock(keychain) {
      if (waiting === null) throw new Failure('invalid', 'the journal is not locked');
      await waiting(keychain);
    },
  };
}

/** The header with the key wrapped anew; as it was where that fails, for it still opens, and may be tried next time. */
async function rewrapped(
  keychain: Keychain,
  header: HeldHeader,
  key: CryptoKey,
  bytes: Uint8Array<ArrayBuffer>,
  keep: Keep,
): Promise<HeldHeader> {
  try {
    const holder = await wrapKey(keychain, bytes);
    const holders = header.holders.map((old) => (old.by === holder.by ? holder : old));
    const next = await heldHeader(header.journalId, key, holders);
    await keep(next);
    return next;
  } catch {
    return header;
  }
}
