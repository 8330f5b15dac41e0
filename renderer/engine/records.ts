import { type Entry, parseEntry } from '../domain/entry.ts';
import type { Head } from './catalogue.ts';
import type { InChunks } from './contents.ts';
import type { Progress } from './contract.ts';
import { Failure } from './failure.ts';
import type { Mark } from './frames.ts';
import { createGate } from './gate.ts';
import { type Item, itemStored, type StoredItem } from './item.ts';
import type { Header } from './keys.ts';
import type { Mirror } from './mirror.ts';
import type { Before, Resealing } from './resealing.ts';
import { entryOfVersion, kindOf, putRows, ROW_TABLES } from './rows.ts';
import type { Alone } from './safekeeping.ts';
import { NotSealedHere, pagePlace, rowPlace, seal, unseal } from './seal.ts';
import { removeStore, type SealedPage, type SealedRow, type Store } from './store.ts';

/**
 * Records: the store seen through the seal. Everything below this file handles bytes, everything
 * above it entries and items. One write is one strict-durability transaction.
 */
export interface Records {
  /** The head as stored, or null when it is missing, damaged, or of another shape. */
  head(): Promise<Head | null>;
  /** The catalogue's pages, or null when one of them is damaged or of another shape. */
  pages(): Promise<Map<number, readonly Item[]> | null>;
  /** The highest sequence number among the rows, 0 when there are none. Reads no row. */
  lastSeq(): Promise<number>;
  /** Entries by id, in the order asked, without those that do not exist. Throws when one is damaged. */
  entries(ids: readonly string[]): Promise<Entry[]>;
  /** All entries, last begun first, some hundred at a time; `entry` is null where a row does not open. */
  scan(): AsyncGenerator<readonly { id: string; seq: number; entry: Entry | null }[]>;
  /** All rows but chunks as they are stored, some hundred at a time; entries first. */
  rows(): AsyncGenerator<readonly SealedRow[]>;
  /** Rows by id, without those that do not exist, and what they say: null where one does not open. */
  read(ids: readonly string[]): Promise<{ readonly row: SealedRow; readonly value: unknown }[]>;
  /** The ids of the versions of these entries, in no order. */
  versionIds(entries: readonly string[]): Promise<string[]>;
  /** The ids of the rows of all files. */
  fileRowIds(): Promise<string[]>;
  /** The key that everything is sealed under now: what is read must be opened with it, also when it has changed since. */
  key(): CryptoKey;
  /** Stores these rows again, those of them that open, and answers which. */
  putBack(rows: readonly SealedRow[]): Promise<SealedRow[]>;
  write(write: Write): Promise<void>;
  /** Does something with the chunks of the store. */
  readonly inChunks: InChunks;
  setHeader(header: Header): Promise<void>;
  /**
   * Seals everything stored under another key, in another store with the header that says who holds
   * it; from then on these are used, and the old store is removed. Not to run beside what changes contents.
   * @param alone runs what is not to run beside a write
   * @returns the contents that the old store had
   */
  reseal(
    header: Header,
    key: CryptoKey,
    resealing: ResealingAll,
    alone: Alone,
  ): Promise<readonly string[]>;
}

export interface ResealingAll extends Resealing, Pick<Before, 'contents' | 'outside'> {}

export interface Write {
  readonly puts: readonly Put[];
  /** Rows that are sealed already. */
  readonly kept?: readonly SealedRow[];
  /** The ids of rows. */
  readonly removes: readonly string[];
  readonly pages: ReadonlyMap<number, readonly Item[]>;
  readonly head: Head;
  /** Forgets all other pages: for a rebuild. */
  readonly replacesPages?: boolean;
  readonly progress?: Progress | undefined;
  /** Throws to stop; then nothing was written. */
  readonly checkpoint?: (() => void) | undefined;
}

/** A row to be sealed. */
export interface Put {
  readonly id: string;
  readonly seq: number;
  /** Anything that JSON can say. */
  readonly value: unknown;
}

/** The shape of head and pages. Raise it when they change: older ones are then made anew from the rows. */
const DERIVED_VERSION = 1;
const HEAD_PAGE = 0;
const SCAN_ROWS = 250;
/** From so many entries on, all ids of versions are read at once. */
const MANY_ENTRIES = 20;
const WRITE_ROWS = 500;

/**
 * @param mirror takes every write before the store does, and what the store refuses is taken back;
 *   null while there is none
 */
export function createRecords(
  firstStore: Store,
  firstKey: CryptoKey,
  journalId: string,
  mirror: () => Mirror | null,
): Records {
  let store = firstStore;
  let key = firstKey;
  /** What is read must be opened before the key changes. */
  const gate = createGate();

  async function openRow(row: SealedRow): Promise<Entry> {
    const place = rowPlace(journalId, row);
    const parsed = parseEntry(await unseal(key, place, row.sealed));
    if ('problem' in parsed) throw new NotSealedHere(`${place}: ${parsed.problem}`);
    return parsed.entry;
  }

  const open = (row: SealedRow): Promise<unknown> =>
    kindOf(row.id) === 'files' ? unseal(key, rowPlace(journalId, row), row.sealed) : openRow(row);

  async function openDerived(page: SealedPage): Promise<unknown> {
    const place = pagePlace(journalId, page);
    const derived = await unseal(key, place, page.sealed);
    if (!isDerived(derived)) throw new NotSealedHere(place);
    return derived.value;
  }

  async function* scanned<T extends { readonly id: string }>(
    table: (typeof ROW_TABLES)[number],
    open: (rows: SealedRow[]) => Promise<T[]>,
  ): AsyncGenerator<T[]> {
    let before = '\uFFFF';
    const next = async () =>
      open(await store[table].where('id').below(before).reverse().limit(SCAN_ROWS).toArray());
    for (;;) {
      const rows = await gate.pass(next);
      const last = rows.at(-1);
      if (last === undefined) return;
      before = last.id;
      yield rows;
    }
  }

  const sealDerived = async (id: number, value: unknown): Promise<SealedPage> => ({
    id,
    sealed: await seal(key, pagePlace(journalId, { id }), { version: DERIVED_VERSION, value }),
  });

  return {
    head: () =>
      gate.pass(async () => {
        const page = await store.pages.get(HEAD_PAGE);
        if (page === undefined) return null;
        // The seal proves that this app wrote it, so its shape needs no second check.
        return (await unlessDamaged(openDerived(page))) as Head | null;
      }),

    pages: () =>
      gate.pass(async () => {
        const stored = await store.pages.where('id').above(HEAD_PAGE).toArray();
        const opened = await unlessDamaged(
          Promise.all(
            stored.map(async (page) => {
              const items = (await openDerived(page)) as StoredItem[];
              return [page.id, items.map(itemStored)] as const;
            }),
          ),
        );
        return opened && new Map(opened);
      }),

    lastSeq: () =>
      gate.pass(async () => {
        const last = await store.entries.orderBy('seq').lastKey();
        return typeof last === 'number' ? last : 0;
      }),

    entries: (ids) =>
      gate.pass(async () => {
        const rows = await store.entries.bulkGet([...ids]);
        return Promise.all(rows.filter((row) => row !== undefined).map(openRow));
      }),

    scan: () =>
      scanned('entries', (rows) =>
        Promise.all(
          rows.map(async (row) => ({
            id: row.id,
            seq: row.seq,
            entry: await unlessDamaged(openRow(row)),
          })),
        ),
      ),

    async *rows() {
      for (const table of ROW_TABLES) yield* scanned(table, async (rows) => rows);
    },

    read: (ids) =>
      gate.pass(async () => {
        const rows: SealedRow[] = [];
        for (const [kind, some] of Map.groupBy(ids, kindOf)) {
          rows.push(...(await store[kind].bulkGet(some)).filter((row) => row !== undefined));
        }
        return Promise.all(
          rows.map(async (row) => ({ row, value: await unlessDamaged(open(row)) })),
        );
      }),

    versionIds: (entries) =>
      gate.pass(async () => {
        if (entries.length < MANY_ENTRIES) {
          // `0` comes next after `/`.
          const ids = entries.map((id) =>
            store.versions.where('id').between(`${id}/`, `${id}0`).primaryKeys(),
          );
          return (await Promise.all(ids)).flat();
        }
        const wanted = new Set(entries);
        const all = await store.versions.toCollection().primaryKeys();
        return all.filter((id) => wanted.has(entryOfVersion(id)));
      }),

    fileRowIds: () => gate.pass(async () => store.files.toCollection().primaryKeys()),
    inChunks: (task) => gate.pass(() => task(store.chunks)),

    key: () => key,

    async write(wanted) {
      const { puts, kept = [], removes, pages, head, replacesPages = false } = wanted;
      const { progress, checkpoint } = wanted;
      // All sealing comes first: a transaction that waits for anything but the store commits early.
      const sealing = Promise.all([
        sealDerived(HEAD_PAGE, head),
        ...[...pages].map(([id, items]) => sealDerived(id, items)),
      ]);
      const rows: SealedRow[] = [...kept];
      for (let start = 0; start < puts.length; start += WRITE_ROWS) {
        checkpoint?.();
        const sealed = puts.slice(start, start + WRITE_ROWS).map(async ({ id, seq, value }) => ({
          id,
          seq,
          sealed: await seal(key, rowPlace(journalId, { id, seq }), value),
        }));
        rows.push(...(await Promise.all(sealed)));
        progress?.(rows.length - kept.length, puts.length * 2);
      }
      const derived = await sealing;
      checkpoint?.();
      const copy = rows.length + removes.length > 0 ? mirror() : null;
      await copy?.append({ puts: rows, removes }, markOf(head));

      const tables = [...new Set([...rows.map(({ id }) => id), ...removes].map(kindOf))];
      const storing = store.transaction('rw', [...tables, store.pages], async ({ idbtrans }) => {
        let start = 0;
        for (; start + WRITE_ROWS < rows.length; start += WRITE_ROWS) {
          checkpoint?.();
          await putRows(store, rows.slice(start, start + WRITE_ROWS));
          progress?.(rows.length + start, rows.length * 2);
        }
        // What is left, for a save all of it, is asked for in one breath and committed: waiting for
        // each answer, and for the commit that comes by itself, takes a quarter longer.
        const derivedPages = idbtrans.objectStore(store.pages.name);
        for (const row of rows.slice(start)) idbtrans.objectStore(kindOf(row.id)).put(row);
        for (const id of removes) idbtrans.objectStore(kindOf(id)).delete(id);
        if (replacesPages) derivedPages.clear();
        for (const page of derived) derivedPages.put(page);
        idbtrans.commit();
      });
      try {
        await storing;
      } catch (error) {
        await copy?.takeBack().catch(() => undefined);
        throw error;
      }
      progress?.(1, 1);
    },

    async putBack(rows) {
      const opened = await Promise.all(rows.map((row) => unlessDamaged(open(row))));
      const whole = rows.filter((_, index) => opened[index] !== null);
      await store.transaction('rw', [...ROW_TABLES], () => putRows(store, whole));
      return whole;
    },

    async setHeader(header) {
      await store.journal.put(header);
    },

    async reseal(header, next, { contents, outside, ...resealing }, alone) {
      const { sealAnew } = await import('./resealing.ts');
      const before = { journalId, store, key, contents, outside };
      const anew = await sealAnew(before, next, resealing);
      try {
        await anew.sealContents();
        return await alone(async () => {
          await anew.sealRows();
          const left = await gate.alone(async () => {
            const left = await anew.commit(header);
            [store, key] = [anew.store, next];
            return left;
          });
          await removeBefore(before.store);
          return left;
        });
      } catch (error) {
        // What cannot be removed now goes at the next start.
        if (store === before.store) await anew.drop().catch(() => undefined);
        throw error;
      }
    },
  };
}

/** What was the journal's store. What cannot be removed of it goes at the next start. */
async function removeBefore(store: Store): Promise<void> {
  // Were it still there when the new one is lost, it must not be taken for the journal as it is.
  await store.journal.clear().catch(() => undefined);
  await removeStore(store).catch(() => undefined);
}

function isDerived(value: unknown): value is { version: number; value: unknown } {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false;
  return value.version === DERIVED_VERSION && 'value' in value;
}

/** What does not open is damaged; a store that fails, or a newer format, is another matter and is thrown on. */
async function unlessDamaged<T>(opening: Promise<T>): Promise<T | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof NotSealedHere) return null;
    throw error;
  }
}

/** The journal as a head describes it. */
export function markOf({ items, seq }: Pick<Head, 'items' | 'seq'>): Mark {
  return { items, seq, at: Date.now() };
}

/** The failure for an entry that is not (or no longer) there. */
export function notFound(id: string): Failure {
  return new Failure('not-found', `no entry ${id}`);
}
