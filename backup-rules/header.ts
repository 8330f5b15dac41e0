import * as v from 'valibot';

/** What a backup says of itself, for all to read; the rest of it is sealed (renderer/engine/backup.ts). */
export interface BackupHeader {
  readonly journal: string;
  /** In ISO 8601. */
  readonly made: string;
  readonly entries: number;
  readonly seq: number;
  /** Whether its key lies in it, so that whoever has the file can read it. */
  readonly readable: boolean;
}

const MAGIC = 'SJBACK01';
const START = MAGIC.length + 4;
const LONGEST = 64 * 1024;
/** As many bytes of a file as its header may take. */
export const HEADER_BYTES = START + LONGEST;

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const schema = v.object({
  made: v.pipe(v.string(), v.isoTimestamp()),
  entries: number,
  seq: number,
  header: v.object({ journalId: v.pipe(v.string(), v.uuid()), version: v.optional(v.unknown()) }),
});

/** Null for what does not begin as a backup does. Whether the rest is whole is for the engine to say. */
export function headerIn(start: Uint8Array): BackupHeader | null {
  const text = new TextDecoder();
  if (start.length < START || text.decode(start.subarray(0, MAGIC.length)) !== MAGIC) return null;
  const { buffer, byteOffset, byteLength } = start;
  const length = new DataView(buffer, byteOffset, byteLength).getUint32(MAGIC.length, true);
  try {
    const json = text.decode(start.subarray(START, START + Math.min(length, LONGEST)));
    const { header, made, entries, seq } = v.parse(schema, JSON.parse(json));
    // Only this version of the journal's own header has the key itself (renderer/engine/keys.ts).
    const readable = header.version === 1;
    return { journal: header.journalId, made, entries, seq, readable };
  } catch {
    return null;
  }
}
