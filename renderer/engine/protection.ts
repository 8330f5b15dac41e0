import type { Keychain, Progress } from './contract.ts';
import { Failure } from './failure.ts';
import type { Journal } from './journal.ts';
import { unwrapKey, wrapKey } from './keychain.ts';
import { bareHeader, heldHeader, importKey, newKey } from './keys.ts';
import { createQueue } from './queue.ts';

/** Protection: gives the data key to the keychain, and takes it back. */
export interface ProtectionChanges {
  protect(keychain: Keychain, progress?: Progress): Promise<void>;
  unprotect(keychain: Keychain): Promise<void>;
  /** Stops either of them, unless it was quicker. */
  cancel(): void;
}

export function createProtection(journal: Journal): ProtectionChanges {
  const inTurn = createQueue();
  let wanted = new AbortController();

  /** One after the other, so that each sees the header that the one before has left. */
  function change(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = wanted;
    return inTurn(async () => {
      signal.throwIfAborted();
      await task(signal);
    });
  }

  return {
    protect: (keychain, progress) =>
      change(async (signal) => {
        const { journalId, version } = journal.header;
        if (version !== 1) throw new Failure('invalid', 'the journal is protected already');
        // The key so far has lain in the store for all to read: whoever has it must not have the rest.
        const bytes = newKey();
        try {
          const holder = await unlessAborted(wrapKey(keychain, bytes), signal);
          const key = await importKey(bytes);
          const header = await heldHeader(journalId, key, [holder]);
          const checkpoint = () => signal.throwIfAborted();
          await journal.reseal(header, key, { progress, checkpoint });
        } finally {
          bytes.fill(0);
        }
      }),

    unprotect: (keychain) =>
      change(async (signal) => {
        const { header } = journal;
        if (header.version !== 2) throw new Failure('invalid', 'the journal is not protected');
        const { bytes } = await unlessAborted(unwrapKey(keychain, header), signal);
        await journal.setHeader(bareHeader(header.journalId, bytes));
      }),

    cancel() {
      wanted.abort(new Failure('cancelled'));
      wanted = new AbortController();
    },
  };
}

/** A keychain may ask the writer for a password, and wait for days; a cancel must not. */
export function unlessAborted<T>(task: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([task, aborted]);
}
