import { newEntry } from '../../renderer/domain/entry.ts';
import { type About, backupOf, readBackup, valueIn } from '../../renderer/engine/backup.ts';
import { bareHeader, importKey } from '../../renderer/engine/keys.ts';
import { isEntryRow, kindOf } from '../../renderer/engine/rows.ts';
import { rowPlace, seal } from '../../renderer/engine/seal.ts';
import type { SealedRow } from '../../renderer/engine/store.ts';

/** Of a journal without protection, and so of all backups here. */
export const header = bareHeader();
export const key = await importKey(header.key);

export async function sealedRows(count: number): Promise<SealedRow[]> {
  const rows = Array.from({ length: count }, async (_, index) => {
    const text = `What was done, ${index} `.repeat(10 + (index % 7) * 10);
    const entry = newEntry(new Date(1_780_000_000_000 + index), { title: `Entry ${index}`, text });
    const row = { id: entry.id, seq: index + 1 };
    return { ...row, sealed: await seal(key, rowPlace(header.journalId, row), entry) };
  });
  return Promise.all(rows);
}

export function aboutOf(rows: readonly SealedRow[], more: object = {}): About {
  const made = '2026-11-24T21:14:05.000Z';
  const [entries, count] = [rows.filter(isEntryRow).length, rows.length];
  const base = { version: 2, made, app: '0.1.0', header, entries, rows: count, seq: count };
  return { ...base, ...more } as About;
}

export const backupWith = (rows: readonly SealedRow[], more: object = {}) =>
  backupOf(aboutOf(rows, more), [rows]);

export const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

/** Why a file is refused, once all of it has been read; `opened` when it is not. */
export async function refusal(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    const backup = await readBackup(new Blob([bytes]));
    for await (const rows of backup.rows()) {
      for (const row of rows) {
        if (kindOf(row.id) !== 'chunks') await valueIn(backup.about, key, row);
      }
    }
    return 'opened';
  } catch (error) {
    if (error instanceof Error) return error.name;
    throw error;
  }
}

/** The same bytes but for one bit. */
export function flipped(bytes: Uint8Array, at: number, bit = 0): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
}
