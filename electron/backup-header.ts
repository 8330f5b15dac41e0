import { open } from 'node:fs/promises';
import * as v from 'valibot';

/** What a backup says of itself, for all to read; the rest of it is sealed (renderer/engine/backup.ts). */
export interface BackupHeader {
  readonly journal: string;
  /** In ISO 8601. */
  readonly made: string;
  readonly entries: number;
  readonly seq: number;
}

const MAGIC = 'SJBACK01';
const START = MAGIC.length + 4;
const LONGEST = 64 * 1024;

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const schema = v.object({
  made: v.pipe(v.string(), v.isoTimestamp()),
  entries: number,
  seq: number,
  header: v.object({ journalId: v.pipe(v.string(), v.uuid()) }),
});

/** Null for what does not begin as a backup does. Whether the rest is whole is for the engine to say. */
export function headerIn(start: Uint8Array): BackupHeader | null {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  if (bytes.length < START || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
  const end = START + Math.min(bytes.readUInt32LE(MAGIC.length), LONGEST);
  try {
    const stored: unknown = JSON.parse(bytes.toString('utf8', START, end));
    const { header, made, entries, seq } = v.parse(schema, stored);
    return { journal: header.journalId, made, entries, seq };
  } catch {
    return null;
  }
}

/** The same of a file; null also where it cannot be read. */
export async function headerOf(file: string): Promise<BackupHeader | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(START + LONGEST), 0);
    return headerIn(buffer.subarray(0, bytesRead));
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}
