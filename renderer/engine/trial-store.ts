import { Dexie, type EntityTable } from 'dexie';
import { placeOfTrial } from './buckets.ts';
import { createQueue } from './queue.ts';
import type { SealedRow } from './store.ts';

/**
 * A store for one trial, like the journal's and apart from it, in a bucket of its own (buckets.ts): what
 * is in a backup must not stay in the files of anything when the trial is over.
 */
export interface TrialStore {
  put(rows: readonly SealedRow[]): Promise<void>;
  /** Closes it and opens it again, so that what is read has been stored. */
  reopen(): Promise<void>;
  count(): Promise<number>;
  get(id: string): Promise<SealedRow | undefined>;
}

/** Never the journal's own (store.ts). */
const NAME = 'staff-journal-trial';

/** There is one place for them all. */
const inTurn = createQueue();

/** Removes what was left of one when the app was killed, once none is under way. */
export const removeTrialStore = () => inTurn(() => placeOfTrial(NAME).remove());

export const inTrialStore = (task: (store: TrialStore) => Promise<void>) =>
  inTurn(() => tryIn(task));

async function tryIn(task: (store: TrialStore) => Promise<void>): Promise<void> {
  await placeOfTrial(NAME).remove();
  const indexedDB = await placeOfTrial(NAME).open();
  const database = new Dexie(NAME, { indexedDB, cache: 'disabled' }) as Dexie & {
    readonly entries: EntityTable<SealedRow, 'id'>;
  };
  database.version(1).stores({ entries: 'id, seq' });
  try {
    await task({
      async put(rows) {
        await database.entries.bulkPut([...rows]);
      },
      async reopen() {
        database.close();
        await database.open();
      },
      count: async () => database.entries.count(),
      get: async (id) => database.entries.get(id),
    });
  } finally {
    database.close();
    await placeOfTrial(NAME).remove();
  }
}
