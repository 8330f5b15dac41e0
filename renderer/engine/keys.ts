import { v4 as uuidv4 } from 'uuid';
import * as v from 'valibot';
import type { Protection } from './contract.ts';
import { Failure } from './failure.ts';
import { NotSealedHere, seal, unseal } from './seal.ts';

/**
 * The header: the one record that is not sealed. It names the journal and says where its data key
 * is. Its versions are frozen: another one may be added, none may change.
 */
export type Header = BareHeader | HeldHeader;

/** Version 1: the key itself, unprotected. */
export interface BareHeader {
  readonly id: 'journal';
  readonly version: 1;
  readonly journalId: string;
  readonly protection: 'none';
  /** 256 random bits. */
  readonly key: KeyBytes;
}

/** Version 2: others hold the key, and each of them can bring it. */
export interface HeldHeader {
  readonly id: 'journal';
  readonly version: 2;
  readonly journalId: string;
  readonly holders: readonly Holder[];
  /** Sealed with the key: tells whether a key is the right one, and whether this header was changed. */
  readonly check: Uint8Array<ArrayBuffer>;
}

/** Who holds the data key, wrapped. A passphrase and a recovery key will be others. */
export interface Holder {
  readonly by: 'keychain';
  readonly wrapped: Uint8Array<ArrayBuffer>;
}

export type KeyBytes = Uint8Array<ArrayBuffer>;

const NEWEST_VERSION = 2;
const KEY_BYTES = 32;

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const common = { id: v.literal('journal'), journalId: v.pipe(v.string(), v.uuid()) };

const headerSchema = v.variant('version', [
  v.object({
    ...common,
    version: v.literal(1),
    protection: v.literal('none'),
    key: v.pipe(bytes, v.length(KEY_BYTES)),
  }),
  v.object({
    ...common,
    version: v.literal(2),
    holders: v.pipe(v.array(v.object({ by: v.literal('keychain'), wrapped: bytes })), v.nonEmpty()),
    check: bytes,
  }),
]);

/** What tells a header of a newer app from a damaged one: its version, or a holder of a new kind. */
const newerSchema = v.union([
  v.object({
    version: v.pipe(v.number(), v.integer(), v.minValue(NEWEST_VERSION + 1)),
  }),
  v.object({
    version: v.literal(NEWEST_VERSION),
    holders: v.pipe(
      v.array(v.object({ by: v.string() })),
      v.someItem(({ by }) => by !== 'keychain'),
    ),
  }),
]);

/** The header as stored; throws for what is none of ours, or only a newer app's. */
export function parseHeader(stored: unknown): Header {
  const result = v.safeParse(headerSchema, stored);
  if (result.success) return result.output;
  if (v.is(newerSchema, stored)) throw new Failure('newer-version', 'the header of the journal');
  throw new Failure('damaged', 'the header of the journal');
}

/** A header that holds its key for all to read: a new journal's, with a new key, unless told otherwise. */
export function bareHeader(journalId = uuidv4(), key = newKey()): BareHeader {
  return { id: 'journal', version: 1, journalId, protection: 'none', key };
}

/**
 * A header whose key is held by others. Every one is made here, so here is the place for rules on
 * who may hold a key: a keychain goes with its computer, and must never be the only holder once
 * there is a passphrase.
 */
export async function heldHeader(
  journalId: string,
  key: CryptoKey,
  holders: readonly Holder[],
): Promise<HeldHeader> {
  if (holders.length === 0) throw new TypeError('a key that nobody holds is lost');
  const header = { id: 'journal', version: 2, journalId, holders } as const;
  return { ...header, check: await seal(key, placeOf(header), null) };
}

export function protectionOf(header: Header): Protection {
  return header.version === 1 ? 'none' : 'keychain';
}

/** Whether this is the key of the header, and the header as it was written. */
export async function isKeyOf(header: HeldHeader, key: CryptoKey): Promise<boolean> {
  try {
    await unseal(key, placeOf(header), header.check);
    return true;
  } catch (error) {
    if (error instanceof NotSealedHere) return false;
    throw error;
  }
}

/** Where the check is sealed. It spells out the header, all of which is authenticated with it. */
function placeOf({ version, journalId, holders }: Omit<HeldHeader, 'check'>): string {
  const spelled = holders.map(({ by, wrapped }) => ({ by, wrapped: [...wrapped] }));
  return `${journalId}/header/${version}/${JSON.stringify(spelled)}`;
}

export function newKey(): KeyBytes {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES));
}

/** The data key, ready for use and no longer readable by script. */
export function importKey(key: KeyBytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Whether this can be a data key at all: a keychain may answer anything. */
export function isKey(value: unknown): value is KeyBytes {
  return value instanceof Uint8Array && value.length === KEY_BYTES;
}
