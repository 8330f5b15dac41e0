import { Dexie, type IndexableType } from 'dexie';
import type { Contents } from './contents.ts';
import type { Progress } from './contract.ts';
import { Failure } from './failure.ts';
import { type FileRecord, parseFileRecord } from './file-record.ts';
import type { Header } from './keys.ts';
import { createMoving } from './moving.ts';
import type { Outside } from './outside.ts';
import { kindOf, loose, ROW_TABLES } from './rows.ts';
import { NotSealedHere, pagePlace, rowPlace, sealBytes, unsealBytes } from './seal.ts';
import {
  finish,
  openNext,
  removeStore,
  type SealedPage,
  type SealedRow,
  type Store,
} from './store.ts';

/**
 * Resealing: the whole journal once more under another key, in a store beside the one that it has, so
 * that what the old key opens need not stay on the disk. First the contents of files, while saves go
 * on; then all that is sealed under the journal's own key; both are read back. The header is
 * written last: until then the store is marked as no journal's (store.ts), so at every moment the
 * journal is whole under one key.
 *
 * Until the old store is removed this takes as much space again as the journal has. Some hundred
 * rows, or one chunk, are in memory at a time.
 */
export interface Resealing {
  readonly progress?: Progress | undefined;
  /** Throws to stop; then nothing was changed. */
  readonly checkpoint: () => void;
}

/** The journal as it is. */
export interface Before {
  readonly journalId: string;
  readonly store: Store;
  readonly key: CryptoKey;
  readonly contents: Contents;
  readonly outside: Outside | null;
}

/** The journal as it is to be; nothing of it counts before `commit`. */
export interface Anew {
  readonly store: Store;
  /** Seals contents, and reads them back. Not to run beside what adds contents, or takes them away. */
  sealContents(): Promise<void>;
  /** Seals everything else, and reads all of it back. Not to run beside a write. */
  sealRows(): Promise<void>;
  /**
   * From now on it is the journal's store. Answers which contents the old one had; until they are
   * removed outside too, they stand in the new one as loose (rows.ts).
   */
  commit(header: Header): Promise<readonly string[]>;
  /** Removes it again. */
  drop(): Promise<void>;
}

type Kept = SealedRow | SealedPage;

const TABLES = [...ROW_TABLES, 'pages'] as const;
const ROWS = 500;
/** Everything is sealed, and read back. */
const STEPS = 2;
/** A chunk takes about as long as so many rows. */
const ROWS_OF_CHUNK = 100;

/** @throws Failure `damaged`, here and later, for the first record that does not open: none may be left behind */
export async function sealAnew(
  before: Before,
  key: CryptoKey,
  { progress, checkpoint }: Resealing,
): Promise<Anew> {
  const { journalId, contents, outside } = before;
  const files = new Map<string, FileRecord>();
  for await (const rows of batches(before.store, 'files')) {
    for (const row of rows) {
      const record = fileRecordIn(row, await opened(row, before.key));
      if (record !== null) files.set(record.blob, record);
    }
  }
  const store = await openNext();
  const moving = createMoving([...files.values()], contents, store, outside);
  let left: readonly string[] = [];
  let done = 0;
  let total = STEPS * ((await countRecords(before.store)) + moving.chunks * ROWS_OF_CHUNK);

  function step(rows: number) {
    checkpoint();
    done += rows;
    progress?.(done, total);
  }

  function placeOf(record: Kept): string {
    return 'seq' in record ? rowPlace(journalId, record) : pagePlace(journalId, record);
  }

  async function opened(record: Kept, opener: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await unsealBytes(opener, placeOf(record), record.sealed);
    } catch (error) {
      if (!(error instanceof NotSealedHere)) throw error;
      throw new Failure('damaged', `${'seq' in record ? 'row' : 'page'} ${record.id}`);
    }
  }

  /** What a record is to say: the same as before, but for where a content lies. */
  async function saying(record: Kept): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await opened(record, before.key);
    const file = fileRecordIn(record, bytes);
    return file === null ? bytes : encoder.encode(JSON.stringify(moving.moved(file)));
  }

  async function readBack(): Promise<void> {
    for (const table of TABLES) {
      for await (const records of batches(before.store, table)) {
        step(records.length);
        const stored = await tableOf(store, table).bulkGet(records.map(({ id }) => id));
        const same = records.map(async (record, index) => {
          const other = stored[index];
          if (other === undefined) return false;
          return isSame(await opened(other, key), await saying(record));
        });
        if ((await Promise.all(same)).includes(false)) throw notAsWritten();
      }
    }
    const counts = await Promise.all([before.store, store].map(countRecords));
    if (counts[0] !== counts[1]) throw notAsWritten();
  }

  return {
    store,

    async sealContents() {
      const chunk = () => step(ROWS_OF_CHUNK);
      await moving.seal(chunk);
      if (!(await moving.areSame(chunk))) throw notAsWritten();
    },

    async sealRows() {
      // What was saved since is more to do.
      total = STEPS * ((await countRecords(before.store)) + moving.chunks * ROWS_OF_CHUNK);
      for (const table of TABLES) {
        for await (const records of batches(before.store, table)) {
          step(records.length);
          const sealed = records.map(async (record) => ({
            ...record,
            sealed: await sealBytes(key, placeOf(record), await saying(record)),
          }));
          await tableOf(store, table).bulkPut(await Promise.all(sealed));
        }
      }
      await readBack();
      left = [...new Set([...(await contents.blobs()), ...files.keys()])];
      checkpoint();
      progress?.(total, total);
    },

    async commit(header) {
      await store.transaction('rw', [store.chunks, store.journal], async () => {
        await store.chunks.bulkPut(left.map(loose));
        await finish(store, header);
      });
      return left;
    },

    async drop() {
      // Contents first: by the store a later start knows which they are.
      await moving.drop();
      await removeStore(store);
    },
  };
}

function tableOf(store: Store, name: (typeof TABLES)[number]) {
  return store.table<Kept, IndexableType>(name);
}

async function* batches(
  store: Store,
  name: (typeof TABLES)[number],
): AsyncGenerator<readonly Kept[]> {
  let last: IndexableType = Dexie.minKey;
  for (;;) {
    const records: readonly Kept[] = await tableOf(store, name)
      .where('id')
      .above(last)
      .limit(ROWS)
      .toArray();
    const end = records.at(-1);
    if (end === undefined) return;
    last = end.id;
    yield records;
  }
}

async function countRecords(store: Store): Promise<number> {
  const counts = await Promise.all(TABLES.map((name) => store[name].count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Null for any other record, and for what only looks like one. */
function fileRecordIn({ id }: Kept, bytes: Uint8Array<ArrayBuffer>): FileRecord | null {
  if (typeof id !== 'string' || kindOf(id) !== 'files') return null;
  return parseFileRecord(JSON.parse(decoder.decode(bytes)));
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function notAsWritten(): Failure {
  return new Failure('store-unavailable', 'what was written could not be read back');
}
