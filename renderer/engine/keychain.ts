import type { Keychain } from './contract.ts';
import { Failure } from './failure.ts';
import type { HeldHeader, HolderOf, KeyBytes } from './header.ts';
import { importKey, isKey, isKeyOf } from './keys.ts';
import type { Unwrapped } from './secrets.ts';

/**
 * The keychain as a holder of the data key. It is another program, which may refuse, be gone, or
 * answer anything: nothing it says is used before it has been checked. Raw keys are overwritten as
 * soon as they have been used.
 */

/** Wraps a key, and sees that the keychain gives it back, before anything depends on that. */
export async function wrapKey(keychain: Keychain, key: KeyBytes): Promise<HolderOf<'keychain'>> {
  const wrapped = await keychain.wrap(key).catch((cause: unknown) => {
    throw new Failure('keychain', 'It refused to hold the key.', { cause });
  });
  const { key: back } = await unwrap(keychain, wrapped);
  const same = isKey(back) && back.every((byte, index) => byte === key[index]);
  if (isKey(back)) back.fill(0);
  if (!same || !(wrapped instanceof Uint8Array))
    throw new Failure('keychain', 'It did not give back the key it was given.');
  return { by: 'keychain', wrapped };
}

/** The data key of a header that the keychain holds, shown to be that; `rewrap`: it wants to hold it anew. */
export async function unwrapKey(
  keychain: Keychain,
  header: HeldHeader,
): Promise<Unwrapped & { readonly rewrap: boolean }> {
  const holder = header.holders.find(({ by }) => by === 'keychain');
  if (holder === undefined) throw new Failure('keychain', 'It does not hold the key.');
  const { key: bytes, rewrap } = await unwrap(keychain, holder.wrapped);
  const key = isKey(bytes) ? await importKey(bytes) : null;
  if (!isKey(bytes) || key === null || !(await isKeyOf(header, key))) {
    throw new Failure('keychain', 'What it gave back does not open this journal.');
  }
  return { key, bytes, rewrap };
}

async function unwrap(keychain: Keychain, wrapped: Uint8Array<ArrayBuffer>) {
  return keychain.unwrap(wrapped).catch((cause: unknown) => {
    throw new Failure('keychain', 'It refused to give the key.', { cause });
  });
}
