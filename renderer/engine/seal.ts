import { kindOf } from './rows.ts';

/**
 * Sealing: AES-256-GCM by WebCrypto, with a fresh random 96-bit nonce for every seal. Nothing is
 * stored that did not pass through here, except the header (keys.ts).
 *
 *     sealed = version (1 byte) | nonce (12 bytes) | ciphertext and tag
 *
 * The version byte and the *place* (journal, table, id, sequence number) are authenticated as
 * associated data, so that a sealed value opens only where it was written: rows cannot be
 * swapped, nor an old one put back under a new number. Random nonces are safe for 2^32 seals
 * under one key (NIST SP 800-38D, 8.3); a save a second all day long reaches that in 40 years.
 */

/** The row format. It is frozen: a new one takes the next number, and this one stays readable. */
export const SEAL_VERSION = 1;

const NONCE_BYTES = 12;
const HEADER_BYTES = 1 + NONCE_BYTES;

/** Thrown for bytes that this key did not seal at this place: damaged, swapped, or of another journal. */
export class NotSealedHere extends Error {
  override readonly name = 'NotSealedHere';
}

/** Thrown for a seal version that only a newer app knows. */
export class SealedByNewerVersion extends Error {
  override readonly name = 'SealedByNewerVersion';
}

/**
 * The places of what is stored. FROZEN: what was sealed at a place opens only there. A version stays
 * at the place where it was the entry.
 */
export function rowPlace(
  journalId: string,
  { id, seq }: { readonly id: string; readonly seq: number },
) {
  switch (kindOf(id)) {
    case 'versions':
      return `${journalId}/entries/${id}`;
    case 'entries':
      return `${journalId}/entries/${id}/${seq}`;
    default:
      return `${journalId}/${id}/${seq}`;
  }
}

/**
 * A part of a file's content, sealed with the file's own key; `count` is how many parts there are, so
 * that none can be left out at the end.
 */
export function chunkPlace(blob: string, n: number, count: number) {
  return `files/${blob}/${n}/${count}`;
}

export function pagePlace(journalId: string, page: { readonly id: number }) {
  return `${journalId}/pages/${page.id}`;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

function associatedData(version: number, place: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(`staff-journal/${version}/${place}`);
}

/**
 * Seals a JSON value.
 * @param place where it will be stored, such as `<journal>/entries/<id>/<seq>`
 */
export function seal(
  key: CryptoKey,
  place: string,
  value: unknown,
): Promise<Uint8Array<ArrayBuffer>> {
  return sealBytes(key, place, encoder.encode(JSON.stringify(value)));
}

/** Seals bytes as they are; `seal` does it with a value. */
export async function sealBytes(
  key: CryptoKey,
  place: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: associatedData(SEAL_VERSION, place) },
    key,
    bytes,
  );
  const sealed = new Uint8Array(HEADER_BYTES + ciphertext.byteLength);
  sealed[0] = SEAL_VERSION;
  sealed.set(nonce, 1);
  sealed.set(new Uint8Array(ciphertext), HEADER_BYTES);
  return sealed;
}

/**
 * Opens what `seal` made at the same place.
 * @returns the JSON value; its shape is the caller's to check
 */
export async function unseal(
  key: CryptoKey,
  place: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<unknown> {
  const bytes = await unsealBytes(key, place, sealed);
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new NotSealedHere(place, { cause });
  }
}

/** Opens what `sealBytes` made at the same place. */
export async function unsealBytes(
  key: CryptoKey,
  place: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const version = sealed[0];
  if (version !== undefined && version > SEAL_VERSION) throw new SealedByNewerVersion(place);
  if (version !== SEAL_VERSION || sealed.length < HEADER_BYTES) throw new NotSealedHere(place);
  try {
    const plain = await crypto.subtle.decrypt(
      {
        name: 'AES-GCM',
        iv: sealed.subarray(1, HEADER_BYTES),
        additionalData: associatedData(SEAL_VERSION, place),
      },
      key,
      sealed.subarray(HEADER_BYTES),
    );
    return new Uint8Array(plain);
  } catch (cause) {
    throw new NotSealedHere(place, { cause });
  }
}
