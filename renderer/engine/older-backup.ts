import type { Table } from 'dexie';
import { version } from '../../package.json';
import { backupOf, readBackup } from './backup.ts';
import { Failure } from './failure.ts';
import { type Header, importKey, parseHeader } from './keys.ts';
import { isEntryRow, kindOf } from './rows.ts';
import { NotSealedHere, rowPlace, unseal } from './seal.ts';
import { openAsFound, type SealedRow } from './store.ts';

/** What is read at a time: chunks of files are large. */
const ROWS = 50;

/**
 * A backup of a store of whatever version. Its rows are sealed already, so it needs no key; where the
 * header has the key all the same, rows that do not open are left out, for one of them would keep the
 * whole backup from being restored.
 */
export async function backupOfOlder(): Promise<Blob | null> {
  const store = await openAsFound();
  try {
    const tables: Table<SealedRow, string>[] = store.tables.filter(
      ({ name }) => !NO_ROWS.includes(name),
    );
    const stored: unknown = await store.table('journal').get('journal');
    if (stored === undefined) {
      const counts = await Promise.all(tables.map((table) => table.count()));
      if (counts.every((count) => count === 0)) return null;
      throw new Failure('damaged', 'the header of the journal');
    }
    const header = parseHeader(stored);
    const rows = () => rowsOf(tables, header);
    const { count, ...numbers } = await numbersOf(rows());
    const about = { made: new Date().toISOString(), app: version, header, ...numbers };
    const file = await backupOf(about, rows());
    await readAgain(file, count);
    return file;
  } finally {
    store.close();
  }
}

/** The header, and what is made anew from the rows. */
const NO_ROWS = ['journal', 'pages'];

/** How many rows and entries there are, and the highest number of a row; what was removed may have had a higher one. */
async function numbersOf(all: AsyncIterable<readonly SealedRow[]>) {
  let [count, entries, seq] = [0, 0, 0];
  for await (const rows of all) {
    for (const row of rows) {
      count++;
      if (isEntryRow(row)) entries++;
      if (kindOf(row.id) !== 'chunks') seq = Math.max(seq, row.seq);
    }
  }
  return { count, entries, seq };
}

/** Chunks last, as a backup wants them: they are in a table of their own. */
async function* rowsOf(
  tables: readonly Table<SealedRow, string>[],
  header: Header,
): AsyncGenerator<SealedRow[]> {
  const key = header.version === 1 ? await importKey(header.key) : null;
  const isLast = ({ name }: Table<SealedRow, string>) => Number(name === 'chunks');
  for (const table of tables.toSorted((a, b) => isLast(a) - isLast(b))) {
    let after = '';
    for (;;) {
      const rows = await table.where('id').above(after).limit(ROWS).toArray();
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
      const whole = await Promise.all(rows.map((row) => mayOpen(row, header, key)));
      yield rows.filter((_, at) => whole[at]);
    }
  }
}

/** False where a row is known not to open. */
async function mayOpen(row: SealedRow, { journalId }: Header, key: CryptoKey | null) {
  if (key === null || kindOf(row.id) === 'chunks') return row.sealed.length > 0;
  try {
    await unseal(key, rowPlace(journalId, row), row.sealed);
    return true;
  } catch (error) {
    if (error instanceof NotSealedHere) return false;
    throw error;
  }
}

async function readAgain(file: Blob, rows: number): Promise<void> {
  const backup = await readBackup(file);
  let read = 0;
  for await (const some of backup.rows()) read += some.length;
  if (read !== rows) throw new Failure('backup-damaged', 'it could not be read again');
}
