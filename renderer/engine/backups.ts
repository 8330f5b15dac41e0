import { version } from '../../package.json';
import { type About, backupOf, readBackup, valueIn } from './backup.ts';
import type { Catalogue } from './catalogue.ts';
import { chunkNumbers } from './contents.ts';
import type { MadeBackup, Progress, TriedBackup } from './contract.ts';
import { Failure, failureCode, lockedBackup } from './failure.ts';
import { type FileRecord, parseFileRecord } from './file-record.ts';
import { protectionOf } from './header.ts';
import type { Journal, Snapshot } from './journal.ts';
import { importKey, isKeyOf } from './keys.ts';
import { isEntryRow, kindOf } from './rows.ts';
import { NotSealedHere, rowPlace, unseal } from './seal.ts';
import type { SealedRow } from './store.ts';
import { inTrialStore } from './trial-store.ts';

/** Backups: makes them, and tries out whether one of them would bring the journal back. */
export interface Backups {
  make(progress?: Progress): Promise<MadeBackup>;
  tryOut(file: Blob): Promise<TriedBackup>;
}

export function createBackups(journal: Journal, catalogue: Catalogue): Backups {
  return {
    make: (progress) => journal.underOneKey(() => make(progress)),

    tryOut: (file) => journal.underOneKey(() => tryOut(file)),
  };

  async function tryOut(file: Blob): Promise<TriedBackup> {
    const backup = await readBackup(file);
    const { about } = backup;
    const key = await keyOf(about);
    const numbers = new Map<string, number>();
    await inTrialStore(async (store) => {
      for await (const rows of backup.rows()) await store.put(rows);
      await store.reopen();
      if ((await store.count()) !== about.rows) throw differs('rows are missing');
      for await (const rows of backup.rows()) {
        for (const row of rows) {
          const restored = await store.get(row.id);
          if (!isSame(row, restored)) throw differs('a row came back changed');
          if (kindOf(row.id) !== 'chunks') await valueIn(about, key, row);
          if (isEntryRow(row)) numbers.set(row.id, row.seq);
        }
      }
    });
    if (about.header.journalId !== journal.header.journalId) throw differs('another journal’s');
    // What was not written since must be in it as it was.
    for (const { id, seq } of catalogue.byId.values()) {
      if (seq > about.seq || numbers.get(id) === seq) continue;
      // What the journal itself cannot read is in no backup, and would fail them all.
      const [found] = await journal.records.read([id]);
      if ((found?.value ?? null) !== null) throw differs('an entry is missing');
    }
    return { made: about.made, entries: about.entries };
  }

  async function make(progress?: Progress): Promise<MadeBackup> {
    const snapshot = await journal.snapshot();
    const made = new Date().toISOString();
    const whole = await write(snapshot, snapshot.rows, made);
    const closed = await thoseThatDoNotOpen(whole.file, snapshot.key, progress);
    const entries = snapshot.rows.filter(isEntryRow).length;
    if (closed.size === 0) return { ...whole, made, entries, unreadable: 0 };
    // What cannot be read must not keep the rest from being kept.
    const rows = snapshot.rows.filter(({ id }) => !closed.has(id));
    const rest = await write(snapshot, rows, made);
    if ((await thoseThatDoNotOpen(rest.file, snapshot.key, progress)).size > 0) {
      throw new Failure('backup-damaged', 'it could not be read again');
    }
    const readable = rows.filter(isEntryRow).length;
    return { ...rest, made, entries: readable, unreadable: entries - readable };
  }

  /** A backup of these rows, and of the contents that they refer to. */
  async function write(snapshot: Snapshot, rows: readonly SealedRow[], made: string) {
    const { header, seq } = snapshot;
    const entries = rows.filter(isEntryRow).length;
    const contents = await journal.contents();
    let unreadableFiles = 0;

    async function* everything() {
      yield rows;
      const seen = new Set<string>();
      for (const record of await recordsIn(snapshot, rows)) {
        // Files that say the same share a content.
        if (seen.has(record.blob)) continue;
        seen.add(record.blob);
        let isWhole = true;
        for (const n of chunkNumbers(record)) {
          const chunk = await contents.read(record, n);
          if (chunk === null) isWhole = false;
          else yield [chunk];
        }
        if (!isWhole) unreadableFiles++;
      }
    }

    const about = { made, app: version, header, entries, seq };
    const file = await backupOf(about, everything());
    return { file, unreadableFiles };
  }

  async function keyOf({ header }: About): Promise<CryptoKey> {
    if (header.version === 1) return importKey(header.key);
    const key = journal.records.key();
    if (await isKeyOf(header, key)) return key;
    throw lockedBackup(protectionOf(header).holders);
  }
}

async function recordsIn({ header, key }: Snapshot, rows: readonly SealedRow[]) {
  const found: FileRecord[] = [];
  for (const row of rows.filter(({ id }) => kindOf(id) === 'files')) {
    try {
      const place = rowPlace(header.journalId, row);
      const record = parseFileRecord(await unseal(key, place, row.sealed));
      if (record !== null) found.push(record);
    } catch (error) {
      // It is found again, and counted, when the backup is read.
      if (!(error instanceof NotSealedHere)) throw error;
    }
  }
  return found;
}

function isSame(row: SealedRow, other: SealedRow | undefined): boolean {
  return (
    other?.seq === row.seq &&
    other.sealed.length === row.sealed.length &&
    other.sealed.every((byte, at) => byte === row.sealed[at])
  );
}

/** Reads the whole file again, and opens every row in it. */
async function thoseThatDoNotOpen(
  file: Blob,
  key: CryptoKey,
  progress?: Progress,
): Promise<Set<string>> {
  const { about, rows } = await readBackup(file);
  const closed = new Set<string>();
  let read = 0;
  for await (const some of rows()) {
    const sealedByKey = some.filter(({ id }) => kindOf(id) !== 'chunks');
    await Promise.all(
      sealedByKey.map((row) =>
        valueIn(about, key, row).catch((error: unknown) => {
          if (failureCode(error) !== 'backup-damaged') throw error;
          closed.add(row.id);
        }),
      ),
    );
    read += some.length;
    progress?.(read, about.rows);
  }
  return closed;
}

function differs(how: string): Failure {
  return new Failure('backup-damaged', how);
}
