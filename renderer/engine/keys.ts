import { v4 as uuidv4 } from 'uuid';
import {
  type BareHeader,
  type HeldHeader,
  type Holder,
  type HolderOf,
  KEY_BYTES,
  type KeyBytes,
  type Terms,
} from './header.ts';
import { NotSealedHere, seal, sealBytes, unseal, unsealBytes } from './seal.ts';

/**
 * Keys: the data key, and how it is wrapped for those who hold it. Raw keys are overwritten by
 * whoever has used them; the others script cannot read.
 */
export type { Header, HeldHeader } from './header.ts';
export { parseHeader } from './header.ts';

/** A header that holds its key for all to read: a new journal's, with a new key, unless told otherwise. */
export function bareHeader(journalId = uuidv4(), key = newKey()): BareHeader {
  return { id: 'journal', version: 1, journalId, protection: 'none', key };
}

/**
 * A header whose key is held by others. Every one is made here, so here is the rule on who may hold a
 * key: a passphrase, with or without the others, or the keychain alone. No change takes a passphrase
 * away and leaves the rest, for a keychain goes with its computer, and a recovery key gets lost.
 */
export async function heldHeader(
  journalId: string,
  key: CryptoKey,
  holders: readonly Holder[],
): Promise<HeldHeader> {
  const kinds = holders.map(({ by }) => by).sort();
  const allowed = kinds.includes('passphrase') || kinds.join() === 'keychain';
  if (!allowed || new Set(kinds).size < kinds.length) {
    throw new TypeError(`a key is not to be held by ${kinds.join(', ') || 'nobody'}`);
  }
  const held = [...holders];
  const header = { id: 'journal', version: 2, journalId, holders: held } as const;
  return { ...header, check: await seal(key, placeOf(header), null) };
}

/** Whether this is the key of the header, and the header as it was written. */
export async function isKeyOf(header: HeldHeader, key: CryptoKey): Promise<boolean> {
  return orNull(unseal(key, placeOf(header), header.check).then(() => true)).then(Boolean);
}

/** The data key wrapped for a holder: sealed with a key that only what the writer knows makes. */
export async function wrap<T extends Terms>(
  own: CryptoKey,
  journalId: string,
  terms: T,
  key: KeyBytes,
): Promise<T & { wrapped: KeyBytes }> {
  return { ...terms, wrapped: await sealBytes(own, holderPlace(journalId, terms), key) };
}

/** What a holder has wrapped; null where this is not its own key, or not what it wrapped. */
export function unwrap(
  own: CryptoKey,
  journalId: string,
  holder: HolderOf<'passphrase' | 'recovery'>,
): Promise<KeyBytes | null> {
  return orNull(unsealBytes(own, holderPlace(journalId, holder), holder.wrapped));
}

function orNull<T>(unsealing: Promise<T>): Promise<T | null> {
  return unsealing.catch((error: unknown) => {
    if (error instanceof NotSealedHere) return null;
    throw error;
  });
}

function holderPlace(journalId: string, terms: Terms): string {
  return `${journalId}/header/holder/${JSON.stringify(spelled(terms))}`;
}

/** Where the check is sealed. It spells out the header, all of which is authenticated with it. */
function placeOf({ version, journalId, holders }: Omit<HeldHeader, 'check'>): string {
  const all = holders.map((holder) => ({ ...spelled(holder), wrapped: [...holder.wrapped] }));
  return `${journalId}/header/${version}/${JSON.stringify(all)}`;
}

function spelled(terms: Terms | Holder): object {
  if (terms.by !== 'passphrase') return { by: terms.by };
  const { by, salt, memory, passes } = terms;
  return { by, salt: [...salt], memory, passes };
}

export function newKey(): KeyBytes {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}

/** A key ready for use, and no longer readable by script. */
export function importKey(key: KeyBytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Whether this can be a data key at all: a keychain may answer anything. */
export function isKey(value: unknown): value is KeyBytes {
  return value instanceof Uint8Array && value.length === KEY_BYTES;
}
