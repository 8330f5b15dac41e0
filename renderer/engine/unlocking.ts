import type { HolderKind, Keychain, Secret } from './contract.ts';
import { Failure } from './failure.ts';
import type { HeldHeader, KeyBytes } from './header.ts';
import { unwrapKey, wrapKey } from './keychain.ts';
import { heldHeader } from './keys.ts';
import type { Secrets } from './secrets.ts';

/**
 * Unlocking: a journal whose key is held elsewhere waits here until it is brought. Until a key has
 * been shown to be the right one nothing is written, and a wrong one changes nothing.
 */
export interface Unlocking {
  /** Settles once `unlock` or `unlockWith` has brought the key. */
  keyOf(header: HeldHeader, keep: Keep): Promise<Unlocked>;
  /** Rejects when the key is not had; the journal then waits on. Settles as well once a secret was quicker. */
  unlock(keychain: Keychain): Promise<void>;
  /** The same with what the writer knows. */
  unlockWith(secret: Secret): Promise<void>;
}

/** Stores a header whose key was wrapped anew. */
export type Keep = (header: HeldHeader) => Promise<void>;

export interface Unlocked {
  readonly header: HeldHeader;
  readonly key: CryptoKey;
}

interface Waiting {
  readonly header: HeldHeader;
  readonly keep: Keep;
  readonly open: (unlocked: Unlocked) => void;
  /** Resolves once anybody has brought the key. */
  readonly opened: Promise<unknown>;
}

/** @param locked called when a journal begins to wait */
export function createUnlocking(
  locked: (holders: readonly HolderKind[]) => void,
  secrets: Secrets,
): Unlocking {
  let waiting: Waiting | null = null;

  function whoWaits(): Waiting {
    if (waiting === null) throw new Failure('invalid', 'the journal is not locked');
    return waiting;
  }

  async function unlockBy(keychain: Keychain, { header, keep, open }: Waiting): Promise<void> {
    const { key, bytes, rewrap } = await unwrapKey(keychain, header);
    try {
      // A secret may have been quicker: an old header must not replace a newer one.
      if (waiting === null) return;
      waiting = null;
      open({
        header: rewrap ? await rewrapped(keychain, header, key, bytes, keep) : header,
        key,
      });
    } finally {
      bytes.fill(0);
    }
  }

  return {
    keyOf(header, keep) {
      const { promise, resolve } = Promise.withResolvers<Unlocked>();
      waiting = { header, keep, open: resolve, opened: promise };
      locked(header.holders.map(({ by }) => by));
      return promise;
    },
    async unlock(keychain) {
      const asked = whoWaits();
      // A keychain may never answer, and whoever waits for it holds up the locking.
      await Promise.race([unlockBy(keychain, asked), asked.opened]);
    },
    async unlockWith(secret) {
      const { header, open } = whoWaits();
      const { key, bytes } = await secrets.unwrap(header, secret);
      bytes.fill(0);
      if (waiting === null) return;
      waiting = null;
      open({ header, key });
    },
  };
}

/** The header with the key wrapped anew; as it was where that fails, for it still opens, and may be tried next time. */
async function rewrapped(
  keychain: Keychain,
  header: HeldHeader,
  key: CryptoKey,
  bytes: KeyBytes,
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
