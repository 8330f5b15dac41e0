import { Dexie, type EntityTable } from 'dexie';
import { currentPlace, freshPlace } from './buckets.ts';
import { Failure, failureCode } from './failure.ts';
import type { Header } from './keys.ts';
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

/**
 * @param anew puts an empty store in the place of one that does not open
 * @param mayUpgrade whether one of an older version may take the steps it lacks
 * @throws OlderStore where it may not; then it is as it was
 */
export async function openStore(anew = false, mayUpgrade = false): Promise<Store> {
  const place = await currentPlace();
  if (!anew) return openIn(place, mayUpgrade);
  try {
    await new Dexie(DATABASE, { indexedDB: place }).delete();
    return await openIn(place, mayUpgrade);
  } catch {
    return openIn(await freshPlace(), mayUpgrade);
  }
}

/** The store as it is, of whatever version, with the tables that it has. */
export async function openAsFound(): Promise<Dexie> {
  return new Dexie(DATABASE, { indexedDB: await currentPlace() }).open();
}

async function openIn(place: IDBFactory, mayUpgrade: boolean): Promise<Store> {
  const store = new Dexie(DATABASE, {
    indexedDB: place,
    // Relaxed, the browser's default, does not fsync at all; a `Saved` must survive a power cut.
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
  }) as Store;
  for (const [index, { tables }] of STEPS.entries()) {
    const step = store.version(index + 1).stores(tables);
    // Runs within the steps' transaction, which is thereby undone; asking beforehand would cost every start.
    if (!mayUpgrade) step.upgrade(refuseOlder);
  }
  await store.open();
  // Dexie opens a newer database without a word, and an old app must not write into it.
  if (store.backendDB().version > VERSION * 10) {
    store.close();
    throw new Failure('newer-version');
  }
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
