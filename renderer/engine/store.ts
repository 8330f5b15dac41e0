import { Dexie, type EntityTable } from 'dexie';
import { type Place, placeAfter, placesOf } from './buckets.ts';
import { Failure, failureCode } from './failure.ts';
import { type Header, parseHeader } from './header.ts';
import { lostValues } from './lost-values.ts';
import { blobOfChunk, loose } from './rows.ts';
import { NotSealedHere, SealedByNewerVersion } from './seal.ts';

/**
 * The store: IndexedDB through Dexie. It holds sealed bytes and the numbers needed to find them;
 * an index would be plaintext, so there is none over anything a writer wrote.
 */

/**
 * FROZEN. Renaming the database, like changing the page's scheme or host, would hide every entry
 * ever written (tests/engine/frozen.spec.ts).
 */
export const DATABASE = 'staff-journal';

/**
 * What the tables are, step by step: steps are appended, and none is ever changed, for there are
 * stores of every version. A store of an older one takes the steps it lacks in one transaction, once
 * it has been kept as it is (upgrading.ts); a store of a newer one is left alone.
 */
const STEPS = [
  // Entries, the lists made of them, and the header that says where their key is.
  { tables: { journal: 'id', entries: 'id, seq', pages: 'id' } },
  // What entries said before, and what is attached to them.
  { tables: { versions: 'id', files: 'id', chunks: 'id' } },
] as const;
const VERSION = STEPS.length;

export interface SealedRow {
  /** Says which table it is in (rows.ts). */
  readonly id: string;
  /** Grows by one with every write in this journal. */
  readonly seq: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export interface SealedPage {
  /** 0 for the head; pages of the catalogue count from 1. */
  readonly id: number;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

export type Store = Dexie & {
  readonly journal: EntityTable<Header, 'id'>;
  readonly entries: EntityTable<SealedRow, 'id'>;
  /** Earlier versions of entries, the records of attached files, and these files' contents (rows.ts). */
  readonly versions: EntityTable<SealedRow, 'id'>;
  readonly files: EntityTable<SealedRow, 'id'>;
  readonly chunks: EntityTable<SealedRow, 'id'>;
  /** Derived records: always rebuildable from `entries`. */
  readonly pages: EntityTable<SealedPage, 'id'>;
};

/** A store of an older version, which is to be kept as it is before it takes the steps it lacks. */
export class OlderStore extends Error {
  override readonly name = 'OlderStore';
}

/** Of the stores that are open. */
const places = new WeakMap<Store, Place>();

/**
 * FROZEN. Stands beside where the header goes while a change of the key seals everything anew
 * (resealing.ts), and goes as the header comes: a store that has it is no journal, whatever else it has.
 */
const UNFINISHED = 'unfinished';

/**
 * The journal's store: the newest whose header can be read. There is more than one only where a
 * change of the key was killed (resealing.ts), and nothing has been saved since: what is newer was
 * not ended, and what is older was not yet removed. Both go now, before anything is saved.
 *
 * @param anew an empty store instead of one that does not open
 * @param mayUpgrade whether one of an older version may take the steps it lacks
 * @throws OlderStore where it may not; then it is as it was
 */
export async function openStore(anew = false, mayUpgrade = false): Promise<Store> {
  const found = await placesOf(DATABASE);
  if (anew) {
    // What can be neither opened nor deleted stays, and is not looked at again.
    for (const place of found) await place.remove().catch(() => undefined);
    return openIn(placeAfter(found, DATABASE));
  }
  const { store, place, isJournal } = await openJournals(found, (place) =>
    openIn(place, mayUpgrade),
  );
  if (isJournal) for (const other of found) if (other !== place) await leave(other, store);
  return store;
}

/** The store as it is, of whatever version, with the tables that it has. */
export async function openAsFound(): Promise<Dexie> {
  const { store } = await openJournals(await placesOf(DATABASE), async ({ database, open }) =>
    new Dexie(database, { indexedDB: await open() }).use(lostValues).open(),
  );
  return store;
}

/** An empty store beside the journal's; it is the journal's from the moment that `finish` gives it a header. */
export async function openNext(): Promise<Store> {
  const store = await openIn(placeAfter(await placesOf(DATABASE), DATABASE));
  try {
    await store.table('journal').put({ id: UNFINISHED });
  } catch (error) {
    await removeStore(store).catch(() => undefined);
    throw error;
  }
  return store;
}

/** Within a transaction over the journal's table: makes a store that `openNext` has opened the journal's. */
export async function finish(store: Store, header: Header): Promise<void> {
  await store.table('journal').delete(UNFINISHED);
  await store.journal.put(header);
}

/** Closes a store, and removes it with the place where it lies. */
export async function removeStore(store: Store): Promise<void> {
  store.close();
  await places.get(store)?.remove();
}

/** Opens the journal's, or of those that are none the one that what lies outside is to be compared with. */
async function openJournals<T extends Dexie>(
  found: readonly Place[],
  open: (place: Place) => Promise<T>,
): Promise<{ readonly store: T; readonly place: Place; readonly isJournal: boolean }> {
  const others = new Map<Standing, Place>();
  let refusal: unknown = null;
  for (const place of found) {
    try {
      const store = await open(place);
      const standing = await standingOf(store).catch((error: unknown) => {
        store.close();
        throw error;
      });
      if (standing === 'journal') return { store, place, isJournal: true };
      store.close();
      if (!others.has(standing)) others.set(standing, place);
    } catch (error) {
      if (failureCode(asFailure(error)) !== 'store-unavailable') throw error;
      refusal ??= error;
    }
  }
  // It may have been the journal; then what could be read is only what a change of the key has left.
  if (refusal !== null) throw refusal;
  const place = others.get('damaged') ?? others.get('empty') ?? placeAfter(found, DATABASE);
  return { store: await open(place), place, isJournal: false };
}

type Standing = 'journal' | 'damaged' | 'unfinished' | 'empty';

/** What a store says of itself where the header goes. */
async function standingOf(store: Dexie): Promise<Standing> {
  const [header, unfinished] = await store.table('journal').bulkGet(['journal', UNFINISHED]);
  if (header === undefined) return unfinished === undefined ? 'empty' : 'unfinished';
  try {
    parseHeader(header);
    return 'journal';
  } catch (error) {
    // A newer app's is one, if only for that app.
    return failureCode(error) === 'newer-version' ? 'journal' : 'damaged';
  }
}

/**
 * Removes what a change of the key has left in another place. The contents that lie outside for it
 * alone are named in the store, where they are found and removed behind the first screen
 * (sweeping.ts). None of this may keep the journal from opening.
 */
async function leave(place: Place, store: Store): Promise<void> {
  const other = await openOrNull(place).catch(() => null);
  if (other !== null) {
    // It must not be taken for the journal once this one is lost, should it stay.
    const isNone = await other.journal.delete('journal').then(
      () => true,
      () => false,
    );
    const refusal = await nameContents(other, store).catch(asFailure);
    other.close();
    // Nobody would know what to remove outside; at the next start there may be room to name it.
    if (isNone && failureCode(refusal) === 'disk-full') return;
  }
  await place.remove().catch(() => undefined);
}

async function nameContents(other: Store, store: Store): Promise<void> {
  const own = new Set((await store.chunks.toCollection().primaryKeys()).map(blobOfChunk));
  const all = new Set((await other.chunks.toCollection().primaryKeys()).map(blobOfChunk));
  await store.chunks.bulkPut([...all].filter((blob) => !own.has(blob)).map(loose));
}

/** Null where it does not open; that of a newer app is another matter. */
async function openOrNull(place: Place): Promise<Store | null> {
  try {
    return await openIn(place);
  } catch (error) {
    if (failureCode(asFailure(error)) === 'store-unavailable') return null;
    throw error;
  }
}

async function openIn(place: Place, mayUpgrade = true): Promise<Store> {
  const store = new Dexie(place.database, {
    indexedDB: await place.open(),
    // Relaxed, the browser's default, does not fsync at all; a `Saved` must survive a power cut.
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
  }) as Store;
  for (const [index, { tables }] of STEPS.entries()) {
    const step = store.version(index + 1).stores(tables);
    // Runs within the steps' transaction, which is thereby undone; asking beforehand would cost every start.
    if (!mayUpgrade) step.upgrade(refuseOlder);
  }
  await store.use(lostValues).open();
  // Dexie opens a newer database without a word, and an old app must not write into it.
  if (store.backendDB().version > VERSION * 10) {
    store.close();
    throw new Failure('newer-version');
  }
  places.set(store, place);
  return store;
}

function refuseOlder(): never {
  throw new OlderStore();
}

/** What went wrong in the store, as a failure the writer can be told; bugs stay as they are. */
export function asFailure(error: unknown): unknown {
  if (failureCode(error) !== null || !(error instanceof Error)) return error;
  const names = [error.name, innerName(error)];
  if (names.includes('QuotaExceededError')) return new Failure('disk-full', error.message);
  if (names.includes('VersionError') || error instanceof SealedByNewerVersion) {
    return new Failure('newer-version', error.message);
  }
  if (error instanceof NotSealedHere) return new Failure('damaged', error.message);
  if (names.some((name) => STORE_ERRORS.has(name))) {
    return new Failure('store-unavailable', error.message);
  }
  return error;
}

const STORE_ERRORS = new Set([
  'AbortError',
  'DatabaseClosedError',
  'InvalidStateError',
  'MissingAPIError',
  'NotFoundError',
  'OpenFailedError',
  'TimeoutError',
  'TransactionInactiveError',
  'UnknownError',
]);

/** Dexie wraps the browser's own error in one of its own. */
function innerName(error: Error): string {
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  return inner instanceof Error || inner instanceof DOMException ? inner.name : '';
}
