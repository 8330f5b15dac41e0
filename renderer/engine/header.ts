import * as v from 'valibot';
import type { Protection } from './contract.ts';
import { Failure } from './failure.ts';

/**
 * The header: the one record that is not sealed. It names the journal and says where its data key
 * is. Its versions are frozen: another one may be added, none may change.
 */
export type Header = BareHeader | HeldHeader;

export type KeyBytes = Uint8Array<ArrayBuffer>;

const NEWEST_VERSION = 2;
export const KEY_BYTES = 32;

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

/** What protects the key of a header. */
export function protectionOf(header: Header): Protection {
  const holders = header.version === 1 ? [] : header.holders.map(({ by }) => by);
  const kind = holders.includes('passphrase') ? 'passphrase' : 'keychain';
  return { kind: holders.length === 0 ? 'none' : kind, holders };
}
