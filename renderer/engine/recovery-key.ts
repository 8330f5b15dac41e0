import { RECOVERY_KEY_BYTES, readRecoveryKey, spellRecoveryKey } from '../formats/recovery-key.ts';
import { Failure } from './failure.ts';
import type { HolderOf, KeyBytes } from './header.ts';
import { importKey, wrap } from './keys.ts';

/**
 * The recovery key as a holder of the data key: 160 random bits, from which HKDF-SHA256 makes the key
 * that the data key is wrapped with. Nobody can try out so many, so nothing need make that slow.
 */

/** The key that a recovery key makes, as it was typed. */
export async function keyOfRecoveryKey(typed: string): Promise<CryptoKey> {
  const read = readRecoveryKey(typed);
  if ('problem' in read) throw new Failure('recovery-key-typo', read.problem);
  const from = await crypto.subtle.importKey('raw', read.key, 'HKDF', false, ['deriveBits']);
  read.key.fill(0);
  const info = new TextEncoder().encode('staff-journal/recovery');
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  const made = new Uint8Array(await crypto.subtle.deriveBits(hkdf, from, 256));
  return importKey(made).finally(() => made.fill(0));
}

/** Has a new recovery key hold the key. */
export async function holdByRecoveryKey(journalId: string, key: KeyBytes) {
  const random = crypto.getRandomValues(new Uint8Array(RECOVERY_KEY_BYTES));
  const text = spellRecoveryKey(random);
  random.fill(0);
  const own = await keyOfRecoveryKey(text);
  const holder: HolderOf<'recovery'> = await wrap(own, journalId, { by: 'recovery' }, key);
  return { text, holder };
}
