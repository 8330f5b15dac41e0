import { Dexie, type EntityTable } from 'dexie';
import type { SealedRow } from './store.ts';

/** A store for one trial, like the journal's and apart from it, and gone when the trial is over. */
export interface TrialStore {
  put(rows: readonly SealedRow[]): Promise<void>;
  /** Closes it and opens it again, so that what is read has been stored. */
  reopen(): Promise<void>;
  count(): Promise<number>;
  get(id: string): Promise<SealedRow | undefined>;
}

/** Never the journal's own (store.ts). */
const NAME = 'staff-journal-trial';

export async function inTrialStore(task: (store: TrialStore) => Promise<void>): Promise<void> {
  // One that was left behind when the app was killed.
  await Dexie.delete(NAME);
  const database = new Dexie(NAME, { cache: 'disabled' }) as Dexie & {
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
    await Dexie.delete(NAME);
  }
}
