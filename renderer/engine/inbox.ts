import * as v from 'valibot';
import { type Entry, parseEntry } from '../domain/entry.ts';
import { asideName } from './asides.ts';
import { base64AsBytes, bytesAsBase64 } from './base64.ts';
import { frameOf, MAGIC, readFrames } from './frames.ts';
import type { Header, HeldHeader } from './header.ts';
import type { Journal } from './journal.ts';
import type { Outside } from './outside.ts';
import { makePair, PUBLIC_BYTES, privateKeyOf, sealFor, unsealFor } from './pair.ts';
import { createQueue } from './queue.ts';
import { NotSealedHere, SealedByNewerVersion } from './seal.ts';

/**
 * The inbox: what quick capture puts down while the journal is locked, until it joins it at the next
 * unlock. It lies outside the store, and is sealed for a pair of keys (pair.ts): the public one is there
 * for all to seal with, the private one is sealed with the data key.
 */
export interface Inbox {
  /** Resolves once it is on the disk, and says where; undefined where it has to wait for the journal. */
  put(entry: Entry): Promise<'journal' | 'inbox' | undefined>;
  /** What waits joins the journal, and is removed here. Rejects when the journal does not take it; then it waits on. */
  takeIn(): Promise<Joined>;
  /** Has a pair for the header that the journal has now; there is none where nothing protects it. */
  renew(): Promise<void>;
}

export interface Joined {
  /** Entries that were not in the journal. */
  readonly entries: number;
  /** Whether something could not be read, and is kept aside. */
  readonly aside: boolean;
}

/** FROZEN, with the shape of what is in them. */
const WORDS = 'inbox';
const PAIR = 'inbox-key';

/** Far more than anybody captures: a longer file is not ours, and is not read. */
const LARGEST = 64 * 1024 * 1024;

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const pairSchema = v.object({
  version: v.literal(1),
  /**
   * The check of the header it was made for. Under another one nobody can tell whether the private
   * key would still open, so nothing is sealed for it: it waits for the journal, and is not lost.
   */
  check: bytes,
  publicKey: v.pipe(bytes, v.length(PUBLIC_BYTES)),
  /** As PKCS #8, sealed with the data key. */
  privateKey: bytes,
});
type KeptPair = v.InferOutput<typeof pairSchema>;

/** The journal is locked under a header; or open: then what comes is saved in it at once. */
export type Standing =
  | { readonly header: HeldHeader; readonly outside: Outside }
  | { readonly journal: Journal; readonly outside: Outside | null };

/** @param standing how the journal stands when it is asked; null until it is known */
export function createInbox(standing: () => Standing | null): Inbox {
  const inTurn = createQueue();

  /** Not queued: the caller is in the queue. */
  async function takeIn(): Promise<Joined> {
    const nothing = { entries: 0, aside: false };
    const state = standing();
    if (state === null || !('journal' in state) || state.outside === null) return nothing;
    const { journal, outside } = state;
    const size = await outside.size(WORDS);
    if (size === 0) return nothing;
    const { entries, unreadable } = await readWords(outside, size, journal);
    const joined = await join(journal, entries);
    if (unreadable) await putAside(outside);
    else await outside.remove(WORDS);
    return { entries: joined, aside: unreadable };
  }

  return {
    put: (entry) =>
      inTurn(async () => {
        const state = standing();
        if (state === null) return undefined;
        if ('journal' in state) {
          await join(state.journal, [entry]);
          return 'journal';
        }
        const { header, outside } = state;
        const pair = await readPair(outside);
        const size = await outside.size(WORDS);
        if (pair === null || !isSame(pair.check, header.check)) return undefined;
        const sealed = await sealFor(pair.publicKey, wordsPlace(header.journalId, entry.id), entry);
        const put = { id: entry.id, seq: 0, sealed };
        const mark = { items: 0, seq: 0, at: Date.now() };
        const frame = await frameOf({ puts: [put], removes: [] }, mark);
        // With it the file must not be one that is not read any more.
        if (Math.max(size, MAGIC.length) + frame.length > LARGEST) return undefined;
        if (size === 0) await outside.append(WORDS, MAGIC);
        await outside.append(WORDS, frame);
        return 'inbox';
      }),
    takeIn: () => inTurn(takeIn),
    renew: () =>
      inTurn(async () => {
        const state = standing();
        if (state === null || !('journal' in state) || state.outside === null) return;
        const { journal, outside } = state;
        // What it holds was sealed for the pair that is there.
        if ((await outside.size(WORDS)) > 0) await takeIn();
        const { header } = journal;
        if (header.version === 1) return outside.remove(PAIR);
        const pair = await readPair(outside);
        const fits = pair !== null && isSame(pair.check, header.check);
        if (fits && (await privateKeyIn(pair, journal)) !== null) return;
        const keys = await makePair(journal.records.key(), header.journalId);
        await writePair(outside, { version: 1, check: header.check, ...keys });
      }),
  };
}

/** Adds what is not there yet: the same words may come twice, and have been edited since. */
async function join(journal: Journal, entries: readonly Entry[]): Promise<number> {
  let joined = 0;
  if (entries.length === 0) return joined;
  await journal.write(async () => {
    const { catalogue } = await journal.loaded();
    const puts = entries.filter(({ id }) => !catalogue.byId.has(id));
    joined = puts.length;
    return { puts, removes: [] };
  });
  return joined;
}

async function readWords(outside: Outside, size: number, journal: Journal) {
  const { journalId } = journal.header;
  const entries = new Map<string, Entry>();
  if (size > LARGEST) return { entries: [], unreadable: true };
  const { frames, damaged } = await readFrames(await outside.read(WORDS, 0, size));
  const pair = await readPair(outside);
  const own = pair && (await privateKeyIn(pair, journal));
  let unreadable = damaged;
  for (const { id, sealed } of frames.flatMap(({ puts }) => puts)) {
    const words = pair && own && unsealFor(pair.publicKey, own, wordsPlace(journalId, id), sealed);
    const parsed = parseEntry(await orNull(words));
    if ('problem' in parsed || parsed.entry.id !== id) unreadable = true;
    else entries.set(id, { ...parsed.entry, deleted: null });
  }
  return { entries: [...entries.values()], unreadable };
}

/** With the pair, without which nobody could ever look into it. */
async function putAside(outside: Outside): Promise<void> {
  const name = asideName();
  if ((await outside.size(PAIR)) > 0) await outside.move(PAIR, `${name}-${PAIR}`);
  await outside.move(WORDS, `${name}-${WORDS}`);
}

/** Null for one that is not there, damaged, or a newer app's. */
async function readPair(outside: Outside): Promise<KeptPair | null> {
  const stored = await outside.read(PAIR, 0, await outside.size(PAIR));
  try {
    return v.parse(pairSchema, JSON.parse(new TextDecoder().decode(stored), base64AsBytes));
  } catch {
    return null;
  }
}

async function writePair(outside: Outside, pair: KeptPair): Promise<void> {
  const part = `${PAIR}.part`;
  await outside.remove(part);
  await outside.append(part, new TextEncoder().encode(JSON.stringify(pair, bytesAsBase64)));
  await outside.move(part, PAIR);
}

/** Null where it does not open, or belongs to another public key: then somebody has changed it. */
function privateKeyIn(pair: KeptPair, { header, records }: Journal): Promise<CryptoKey | null> {
  return orNull(privateKeyOf(records.key(), header.journalId, pair));
}

function wordsPlace(journalId: Header['journalId'], id: string): string {
  return `${journalId}/inbox/${id}`;
}

async function orNull<T>(unsealing: Promise<T> | null): Promise<T | null> {
  try {
    return await unsealing;
  } catch (error) {
    if (error instanceof NotSealedHere || error instanceof SealedByNewerVersion) return null;
    throw error;
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
