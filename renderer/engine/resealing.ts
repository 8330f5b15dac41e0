import type { Progress } from './contract.ts';
import { Failure } from './failure.ts';
import type { HeldHeader } from './keys.ts';
import { kindOf, putRows, ROW_TABLES } from './rows.ts';
import { NotSealedHere, pagePlace, rowPlace, seal, unseal } from './seal.ts';
import type { SealedPage, SealedRow, Store } from './store.ts';

/**
 * Resealing: all that is stored, sealed anew under another key. First everything is opened, sealed
 * and opened again, which writes nothing; then one transaction replaces it and compares what the
 * store gives back. So at every moment the journal is whole under one key.
 */
export interface Resealing {
  readonly progress?: Progress | undefined;
  /** Throws to stop; then nothing was written. */
  readonly checkpoint: () => void;
}

export interface Resealed {
  readonly rows: readonly SealedRow[];
  readonly pages: readonly SealedPage[];
}

interface Keys {
  readonly from: CryptoKey;
  readonly to: CryptoKey;
}

const ROWS = 500;
/** Each row is sealed, written, and compared. */
const STEPS = 3;

/** Everything under the other key. Throws for the first record that does not open: none may be left behind. */
export async function sealAnew(
  store: Store,
  journalId: string,
  keys: Keys,
  { progress, checkpoint }: Resealing,
): Promise<Resealed> {
  const total = (await countRows(store)) * STEPS;
  const rows: SealedRow[] = [];
  for (const name of ROW_TABLES) {
    let last = '';
    for (;;) {
      checkpoint();
      const next = await store[name].where('id').above(last).limit(ROWS).toArray();
      if (next.length === 0) break;
      last = next.at(-1)?.id ?? '';
      const resealed = next.map(async (row) => ({
        ...row,
        sealed: await again(keys, rowPlace(journalId, row), row.sealed, `row ${row.id}`),
      }));
      rows.push(...(await Promise.all(resealed)));
      progress?.(rows.length, total);
    }
  }
  const pages = (await store.pages.toArray()).map(async (page) => ({
    ...page,
    sealed: await again(keys, pagePlace(journalId, page), page.sealed, `page ${page.id}`),
  }));
  return { rows, pages: await Promise.all(pages) };
}

async function again(
  { from, to }: Keys,
  place: string,
  sealed: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const value = await unseal(from, place, sealed);
    const next = await seal(to, place, value);
    if (JSON.stringify(await unseal(to, place, next)) !== JSON.stringify(value)) {
      throw new NotSealedHere(place);
    }
    return next;
  } catch (error) {
    if (error instanceof NotSealedHere) throw new Failure('damaged', name);
    throw error;
  }
}

/** Replaces everything with what was sealed anew, header and all, or nothing. */
export async function replaceAll(
  store: Store,
  header: HeldHeader,
  { rows, pages }: Resealed,
  { progress, checkpoint }: Resealing,
): Promise<void> {
  const total = rows.length * STEPS;
  await store.transaction('rw', [...ROW_TABLES, 'journal', 'pages'], async () => {
    for (let start = 0; start < rows.length; start += ROWS) {
      checkpoint();
      await putRows(store, rows.slice(start, start + ROWS));
      progress?.(rows.length + start, total);
    }
    await store.pages.bulkPut([...pages]);
    await store.journal.put(header);

    // The last moment at which the old key still opens everything, if only this is not so.
    const stored = [await countRows(store), await store.pages.count()];
    if (stored[0] !== rows.length || stored[1] !== pages.length) throw notAsWritten();
    for (let start = 0; start < rows.length; start += ROWS) {
      checkpoint();
      const some = Map.groupBy(rows.slice(start, start + ROWS), ({ id }) => kindOf(id));
      for (const [kind, written] of some) await compare(store[kind], written);
      progress?.(rows.length * 2 + start, total);
    }
    await compare(store.pages, pages);
  });
  progress?.(total, total);
}

async function countRows(store: Store): Promise<number> {
  const counts = await Promise.all(ROW_TABLES.map((name) => store[name].count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

interface Kept<Id> {
  readonly id: Id;
  readonly sealed: Uint8Array;
}

interface Table<Id> {
  bulkGet(ids: Id[]): PromiseLike<(Kept<Id> | undefined)[]>;
}

async function compare<Id>(table: Table<Id>, written: readonly Kept<Id>[]): Promise<void> {
  const stored = await table.bulkGet(written.map(({ id }) => id));
  const same = written.every(({ sealed }, index) => {
    const other = stored[index]?.sealed;
    return other?.length === sealed.length && sealed.every((byte, at) => byte === other[at]);
  });
  if (!same) throw notAsWritten();
}

function notAsWritten(): Failure {
  return new Failure('store-unavailable', 'what was written could not be read back');
}
