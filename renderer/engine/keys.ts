import { v4 as uuidv4 } from 'uuid';
import * as v from 'valibot';
import type { Protection } from './contract.ts';
import { Failure } from './failure.ts';
import { NotSealedHere, seal, sealBytes, unseal, unsealBytes } from './seal.ts';

/**
 * The header: the one record that is not sealed. It names the journal and says where its data key
 * is. Its versions are frozen: another one may be added, none may change.
 */
export type Header = BareHeader | HeldHeader;

export type KeyBytes = Uint8Array<ArrayBuffer>;

const NEWEST_VERSION = 2;
const KEY_BYTES = 32;

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const within = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most));

/** Who holds the data key, wrapped. FROZEN, as all of the header is. */
const holderSchemas = [
  v.object({
    by: v.literal('passphrase'),
    salt: v.pipe(bytes, v.length(16)),
    // Argon2id's, in KiB. A header may be anybody's, so what it asks for is bounded before it is
    // had: less would be guessed in no time, and more would take this computer's memory.
    memory: within(19 * 1024, 1024 * 1024),
    passes: within(2, 10),
    wrapped: bytes,
  }),
  v.object({ by: v.literal('recovery'), wrapped: bytes }),
  v.object({ by: v.literal('keychain'), wrapped: bytes }),
] as const;
const holderSchema = v.variant('by', holderSchemas);
export type Holder = v.InferOutput<typeof holderSchema>;
export type HolderOf<By extends Holder['by']> = Extract<Holder, { by: By }>;
/** A holder before it has the key: what its own key is made with. */
export type Terms = Omit<HolderOf<'passphrase'>, 'wrapped'> | { readonly by: 'recovery' };

const common = { id: v.literal('journal'), journalId: v.pipe(v.string(), v.uuid()) };
/** Version 1: the key itself, 256 random bits, unprotected. */
const bareSchema = v.object({
  ...common,
  version: v.literal(1),
  protection: v.literal('none'),
  key: v.pipe(bytes, v.length(KEY_BYTES)),
});
/**
 * Version 2: others hold the key, and each of them can bring it. The check is sealed with the key: it
 * tells whether a key is the right one, and whether this header was changed.
 */
const heldSchema = v.object({
  ...common,
  version: v.literal(2),
  holders: v.pipe(v.array(holderSchema), v.nonEmpty()),
  check: bytes,
});
export type BareHeader = Readonly<v.InferOutput<typeof bareSchema>>;
export type HeldHeader = Readonly<v.InferOutput<typeof heldSchema>>;

/** What tells a header of a newer app from a damaged one: its version, or a holder of a new kind. */
const newerSchema = v.union([
  v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(NEWEST_VERSION + 1)) }),
  v.object({
    version: v.literal(NEWEST_VERSION),
    holders: v.pipe(
      v.array(v.object({ by: v.string() })),
      v.someItem(({ by }) => !holderSchemas.some(({ entries }) => entries.by.literal === by)),
    ),
  }),
]);

/** The header as stored; throws for what is none of ours, or only a newer app's. */
export function parseHeader(stored: unknown): Header {
  const result = v.safeParse(v.variant('version', [bareSchema, heldSchema]), stored);
  if (result.success) return result.output;
  if (v.is(newerSchema, stored)) throw new Failure('newer-version', 'the header of the journal');
  throw new Failure('damaged', 'the header of the journal');
}

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

export function protectionOf(header: Header): Protection {
  const holders = header.version === 1 ? [] : header.holders.map(({ by }) => by);
  const kind = holders.includes('passphrase') ? 'passphrase' : 'keychain';
  return { kind: holders.length === 0 ? 'none' : kind, holders };
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
