import type { Table } from 'dexie';
import { version } from '../../package.json';
import { backupOf, readBackup } from './backup.ts';
import { Failure } from './failure.ts';
import { parseHeader } from './keys.ts';
import { isEntryRow, kindOf } from './rows.ts';
import { openAsFound, type SealedRow } from './store.ts';

/** What is read at a time: chunks of files are large. */
const ROWS = 50;

/**
 * A backup of a store of whatever version. Its rows are sealed already, so it needs no key: that they
 * open is not known, only that each is in the file as it was found.
 */
export async function backupOfOlder(): Promise<Blob | null> {
  const store = await openAsFound();
  try {
    const tables: Table<SealedRow, string>[] = store.tables.filter(
      ({ name }) => !NO_ROWS.includes(name),
    );
    const stored: unknown = await store.table('journal').get('journal');
    const counts = await Promise.all(tables.map((table) => table.count()));
    const rows = counts.reduce((sum, count) => sum + count, 0);
    if (stored === undefined) {
      if (rows === 0) return null;
      throw new Failure('damaged', 'the header of the journal');
    }
    const about = { made: new Date().toISOString(), app: version, header: parseHeader(stored) };
    const file = await backupOf({ ...about, ...(await numbersOf(tables)) }, rowsOf(tables));
    await readAgain(file, rows);
    return file;
  } finally {
    store.close();
  }
}

/** The header, and what is made anew from the rows. */
const NO_ROWS = ['journal', 'pages'];

/** How many entries there are, and the highest number of a row; what was removed may have had a higher one. */
async function numbersOf(tables: readonly Table<SealedRow, string>[]) {
  let [entries, seq] = [0, 0];
  for await (const rows of rowsOf(tables)) {
    for (const row of rows) {
      if (isEntryRow(row)) entries++;
      if (kindOf(row.id) !== 'chunks') seq = Math.max(seq, row.seq);
    }
  }
  return { entries, seq };
}

/** Chunks last, as a backup wants them: they are in a table of their own. */
async function* rowsOf(tables: readonly Table<SealedRow, string>[]): AsyncGenerator<SealedRow[]> {
  const isLast = ({ name }: Table<SealedRow, string>) => Number(name === 'chunks');
  for (const table of tables.toSorted((a, b) => isLast(a) - isLast(b))) {
    let after = '';
    for (;;) {
      const rows = await table.where('id').above(after).limit(ROWS).toArray();
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
      yield rows;
    }
  }
}

async function readAgain(file: Blob, rows: number): Promise<void> {
  const backup = await readBackup(file);
  let read = 0;
  for await (const some of backup.rows()) read += some.length;
  if (read !== rows) throw new Failure('backup-damaged', 'it could not be read again');
}
