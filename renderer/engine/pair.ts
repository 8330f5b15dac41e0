import { NotSealedHere, seal, sealBytes, unseal, unsealBytes } from './seal.ts';

/**
 * A pair of keys (ECDH on P-256), for what is sealed while nobody has the data key: the public one seals,
 * and the private one, which opens, is sealed with the data key. Each seal has a pair of its own
 * besides, of which only the public key is kept:
 *
 *     key    = HKDF-SHA-256(ECDH(its private key, the public one), info: both public keys)
 *     sealed = its public key (65 bytes) | seal with that key (seal.ts)
 *
 * Whoever can write to the disk could add a seal, which they could not open, or put a key of their own
 * in the place of the public one, and open what is sealed from then on: while nobody has the data key
 * there is nothing to tell them from the writer by. Once there is, it shows, unless they have come back
 * before that and put the pair that was there in its place again.
 */
export interface Pair {
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** As PKCS #8, sealed with the data key. */
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

export const PUBLIC_BYTES = 65;
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };

/** A new pair, whose private key this data key opens. */
export async function makePair(key: CryptoKey, journalId: string): Promise<Pair> {
  const made = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const publicKey = await rawKey(made.publicKey);
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', made.privateKey));
  try {
    return { publicKey, privateKey: await sealBytes(key, pairPlace(journalId, publicKey), secret) };
  } finally {
    secret.fill(0);
  }
}

/** Throws where the data key does not open it, or it belongs to another public key. */
export async function privateKeyOf(
  key: CryptoKey,
  journalId: string,
  { publicKey, privateKey }: Pair,
): Promise<CryptoKey> {
  const secret = await unsealBytes(key, pairPlace(journalId, publicKey), privateKey);
  const own = await crypto.subtle.importKey('pkcs8', secret, CURVE, false, ['deriveBits']);
  secret.fill(0);
  return own;
}

/** Seals a JSON value for whoever has the private key; see `seal`. */
export async function sealFor(publicKey: Uint8Array<ArrayBuffer>, place: string, value: unknown) {
  const own = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const its = await rawKey(own.publicKey);
  const other = await crypto.subtle.importKey('raw', publicKey, CURVE, false, []);
  const sealed = await seal(await keyBetween(own.privateKey, other, its, publicKey), place, value);
  return new Uint8Array([...its, ...sealed]);
}

/** Opens what `sealFor` made at the same place. */
export async function unsealFor(
  publicKey: Uint8Array<ArrayBuffer>,
  own: CryptoKey,
  place: string,
  stored: Uint8Array<ArrayBuffer>,
): Promise<unknown> {
  const its = stored.slice(0, PUBLIC_BYTES);
  const other = await crypto.subtle.importKey('raw', its, CURVE, false, []).catch(() => null);
  if (other === null) throw new NotSealedHere(place);
  const key = await keyBetween(own, other, its, publicKey);
  return unseal(key, place, stored.slice(PUBLIC_BYTES));
}

async function keyBetween(
  own: CryptoKey,
  other: CryptoKey,
  its: Uint8Array,
  publicKey: Uint8Array,
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256);
  const from = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  new Uint8Array(shared).fill(0);
  const info = new Uint8Array([...its, ...publicKey]);
  const terms = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(terms, from, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

async function rawKey(key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

function pairPlace(journalId: string, publicKey: Uint8Array): string {
  return `${journalId}/inbox-key/${[...publicKey]}`;
}
