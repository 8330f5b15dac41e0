import type { Secret } from './contract.ts';
import { Failure } from './failure.ts';
import type { HeldHeader, KeyBytes } from './header.ts';
import { importKey, isKeyOf, unwrap } from './keys.ts';
import { createQueue } from './queue.ts';

/** Secrets: what the writer knows brings the data key. Whoever is wrong waits longer each time. */
export interface Secrets {
  /** The data key of a header, shown to be that. */
  unwrap(header: HeldHeader, secret: Secret): Promise<Unwrapped>;
}

export interface Unwrapped {
  readonly key: CryptoKey;
  /** To be overwritten by whoever asked. */
  readonly bytes: KeyBytes;
}

/** @param delayed hears how long the next one has to wait */
export function createSecrets(delayed: (seconds: number) => void): Secrets {
  const inTurn = createQueue();
  let wrong = 0;
  let next = 0;
  return {
    unwrap: (header, secret) =>
      inTurn(async () => {
        await new Promise((resolve) => setTimeout(resolve, next - performance.now()));
        const bytes = await unwrapped(header, secret);
        if (bytes === null) {
          const seconds = delayAfter(++wrong);
          next = performance.now() + seconds * 1000;
          delayed(seconds);
          throw new Failure(secret.by === 'passphrase' ? 'wrong-passphrase' : 'wrong-recovery-key');
        }
        wrong = 0;
        const key = await importKey(bytes);
        if (await isKeyOf(header, key)) return { key, bytes };
        bytes.fill(0);
        throw new Failure('damaged', 'the header of the journal');
      }),
  };
}

/** In seconds: 0, 1, 2, 4, and so on up to 30. Nothing is ever wiped: it would be the writer's loss. */
export function delayAfter(wrong: number): number {
  return wrong < 2 ? 0 : Math.min(30, 2 ** (wrong - 2));
}

/** Null for a wrong one, whatever is wrong with it. */
async function unwrapped(header: HeldHeader, secret: Secret): Promise<KeyBytes | null> {
  const { journalId, holders } = header;
  if (secret.by === 'passphrase') {
    const holder = holders.find(({ by }) => by === 'passphrase');
    if (holder?.by !== 'passphrase') throw new Failure('invalid', 'There is no passphrase.');
    const { keyOfPassphrase, problemWith } = await import('./passphrase.ts');
    if (problemWith(secret.passphrase) !== null) return null;
    return unwrap(await keyOfPassphrase(secret.passphrase, holder), journalId, holder);
  }
  const holder = holders.find(({ by }) => by === 'recovery');
  if (holder?.by !== 'recovery') throw new Failure('invalid', 'There is no recovery key.');
  const { keyOfRecoveryKey } = await import('./recovery-key.ts');
  return unwrap(await keyOfRecoveryKey(secret.key), journalId, holder);
}
