import * as v from 'valibot';
import { parseEntry } from '../domain/entry.ts';
import { base64AsBytes, bytesAsBase64 } from './base64.ts';
import { Failure } from './failure.ts';
import { frameOf, lastMark, strictFrames, TAIL } from './frames.ts';
import { type Header, parseHeader } from './keys.ts';
import { NotSealedHere, rowPlace, unseal } from './seal.ts';
import type { SealedRow } from './store.ts';

/**
 * A backup: the whole journal as one file, every row sealed as it is in the store. FROZEN
 * (tests/unit/backup.spec.ts):
 *
 *     file    = magic (8 bytes) | length (32 bits) | header, as JSON | frame | … | last frame | trailer
 *     trailer = SHA-256 of all that stands before it
 *
 * Frames are those of frames.ts, some hundred rows each; the last one has no rows, and its mark says
 * how many there are. The header brings the journal's own, so that the file opens by itself, as the
 * store does: with the key in it, or with the key that a keychain holds. Magic and trailer stay in
 * every version, so that a damaged file is never taken for a newer one.
 */
export interface About {
  readonly version: 1;
  /** When, in ISO 8601. */
  readonly made: string;
  /** The version of the app that made it. */
  readonly app: string;
  readonly header: Header;
  /** Entries in it, the trash included. */
  readonly entries: number;
  /** The journal's last sequence number. */
  readonly seq: number;
}

const MAGIC = new TextEncoder().encode('SJBACK01');
const LENGTH = 4;
const TRAILER = 32;
const LONGEST_HEADER = 64 * 1024;
/** As much as the shell reads of any file (electron/files.ts). */
export const LARGEST_BACKUP = 512 * 1024 * 1024;

/** A frame ends with whichever comes first. */
const FRAME_ROWS = 250;
const FRAME_BYTES = 4 * 1024 * 1024;

const schema = v.object({
  version: v.literal(1),
  made: v.pipe(v.string(), v.isoTimestamp()),
  app: v.pipe(v.string(), v.maxLength(64)),
  header: v.unknown(),
  entries: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
const newerSchema = v.object({ version: v.pipe(v.number(), v.safeInteger(), v.minValue(2)) });

/** The bytes of a backup. @param rows as many as `about` says */
export async function backupOf(about: About, rows: readonly SealedRow[]): Promise<Blob> {
  const header = new TextEncoder().encode(JSON.stringify(about, bytesAsBase64));
  const length = new Uint8Array(LENGTH);
  new DataView(length.buffer).setUint32(0, header.length, true);
  const parts: Uint8Array<ArrayBuffer>[] = [MAGIC, length, header];
  const at = Date.parse(about.made);
  const unfinished = { items: 0, seq: 0, at };
  for (const puts of framed(rows)) parts.push(await frameOf({ puts, removes: [] }, unfinished));
  const { entries: items, seq } = about;
  parts.push(await frameOf({ puts: [], removes: [] }, { items, seq, at }));
  const whole = await new Blob(parts).arrayBuffer();
  return new Blob([...parts, await crypto.subtle.digest('SHA-256', whole)]);
}

function* framed(rows: readonly SealedRow[]): Generator<SealedRow[]> {
  let frame: SealedRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    frame.push(row);
    bytes += row.sealed.length;
    if (frame.length < FRAME_ROWS && bytes < FRAME_BYTES) continue;
    yield frame;
    frame = [];
    bytes = 0;
  }
  if (frame.length > 0) yield frame;
}

/** A file that is what was written, so far as it says itself. */
export interface Backup {
  readonly about: About;
  /**
   * Its rows, some hundred at a time, each shown to be where it belongs and counted at the end: only
   * once all have come is it known that nothing is missing.
   */
  rows(): AsyncGenerator<readonly SealedRow[]>;
}

/**
 * Reads what claims to be a backup. Whatever it is, no more is allocated than it is long.
 * @throws Failure `not-a-backup`, `backup-damaged`, `newer-version` or `too-large`
 */
export async function readBackup(file: Blob): Promise<Backup> {
  if (file.size > LARGEST_BACKUP) throw new Failure('too-large');
  checkMagic(await part(file, 0, MAGIC.length));
  const start = MAGIC.length + LENGTH;
  const end = file.size - TRAILER;
  if (end < start) throw damaged('it ends too early');

  // What only claims to be a backup is mostly found out by its two ends, before all of it is read.
  const length = new DataView((await part(file, MAGIC.length, start)).buffer).getUint32(0, true);
  if (length > LONGEST_HEADER || start + length > end) throw damaged('its header is too long');
  const about = parseAbout(await part(file, start, start + length));
  if (about !== 'newer') {
    const last = lastMark(await part(file, Math.max(0, end - TAIL), end), end);
    if (last?.items !== about.entries) throw damaged('it does not end as it should');
  }

  const bytes = await part(file, 0, file.size);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.subarray(0, end)));
  if (!hash.every((byte, at) => byte === bytes[end + at]))
    throw damaged('it is not what was written');
  if (about === 'newer') throw new Failure('newer-version', 'this backup');

  return {
    about,
    async *rows() {
      const seen = new Set<string>();
      let last = null;
      for await (const frame of strictFrames(bytes, start + length, end)) {
        if (frame === null || frame.removes.length > 0) throw damaged('a part cannot be read');
        for (const { id, seq } of frame.puts) {
          if (seen.has(id) || seq > about.seq) throw damaged('a row does not belong there');
          seen.add(id);
        }
        last = frame;
        if (frame.puts.length > 0) yield frame.puts;
      }
      const isWhole =
        last?.puts.length === 0 &&
        last.mark.items === about.entries &&
        last.mark.seq === about.seq &&
        seen.size === about.entries;
      if (!isWhole) throw damaged('rows are missing');
    },
  };
}

/** An entry of a backup; `backup-damaged` where this key did not seal it there. */
export async function entryIn({ header }: About, key: CryptoKey, row: SealedRow) {
  try {
    const parsed = parseEntry(await unseal(key, rowPlace(header.journalId, row), row.sealed));
    if ('entry' in parsed && parsed.entry.id === row.id) return parsed.entry;
  } catch (error) {
    if (!(error instanceof NotSealedHere)) throw error;
  }
  throw damaged('a row does not open with its key');
}

function checkMagic(found: Uint8Array): void {
  const same = found.length === MAGIC.length && found.every((byte, at) => byte === MAGIC[at]);
  if (!same) throw new Failure('not-a-backup');
}

async function part(file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}

function parseAbout(bytes: Uint8Array): About | 'newer' {
  let stored: unknown;
  try {
    stored = JSON.parse(new TextDecoder().decode(bytes), base64AsBytes);
  } catch {
    throw damaged('its header cannot be read');
  }
  const parsed = v.safeParse(schema, stored);
  try {
    if (parsed.success) return { ...parsed.output, header: parseHeader(parsed.output.header) };
  } catch (error) {
    if (error instanceof Failure && error.name === 'newer-version') return 'newer';
  }
  if (v.is(newerSchema, stored)) return 'newer';
  throw damaged('its header cannot be read');
}

function damaged(where: string): Failure {
  return new Failure('backup-damaged', where);
}
