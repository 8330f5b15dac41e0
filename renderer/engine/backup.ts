import * as v from 'valibot';
import { type Entry, parseEntry } from '../domain/entry.ts';
import { base64AsBytes, bytesAsBase64 } from './base64.ts';
import { Failure } from './failure.ts';
import { frameOf, lastMark, strictFrames, TAIL } from './frames.ts';
import { type Header, parseHeader } from './keys.ts';
import { entryOfVersion, isEntryRow, kindOf } from './rows.ts';
import { NotSealedHere, rowPlace, unseal } from './seal.ts';
import type { SealedRow } from './store.ts';

/**
 * A backup: the whole journal as one file, every row sealed as it is in the store. FROZEN
 * (tests/unit/backup.spec.ts):
 *
 *     file    = magic (8 bytes) | length (32 bits) | header, as JSON | frame | … | last frame | trailer
 *     trailer = SHA-256 of the SHA-256 of each 4 MiB of what stands before it, one after the other
 *
 * Frames are those of frames.ts, some rows each; the last one has no rows, and its mark says how many
 * there are. The header brings the journal's own, so that the file opens by itself, as the store
 * does: with the key in it, or with the key that a keychain holds. Magic and trailer stay in every
 * version, so that a damaged file is never taken for a newer one; only version 1, which had nothing
 * but entries, ends with the SHA-256 of all that stands before. A file may be far larger than memory.
 */
export interface About {
  readonly version: 1 | 2;
  /** When, in ISO 8601. */
  readonly made: string;
  /** The version of the app that made it. */
  readonly app: string;
  readonly header: Header;
  /** Entries in it, the trash included. */
  readonly entries: number;
  /** Rows in it, of every kind. */
  readonly rows: number;
  /** The journal's last sequence number. */
  readonly seq: number;
}

const MAGIC = new TextEncoder().encode('SJBACK01');
const NEWEST_VERSION = 2;
const LENGTH = 4;
const TRAILER = 32;
const LONGEST_HEADER = 64 * 1024;
/** What is hashed at a time. */
const BLOCK = 4 * 1024 * 1024;
/** A backup of version 1 has to be hashed as a whole. */
const LARGEST_FIRST_VERSION = 512 * 1024 * 1024;

/** A frame ends with whichever comes first. */
const FRAME_ROWS = 250;
const FRAME_BYTES = 4 * 1024 * 1024;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const common = {
  made: v.pipe(v.string(), v.isoTimestamp()),
  app: v.pipe(v.string(), v.maxLength(64)),
  header: v.unknown(),
  entries: count,
  seq: count,
};
const schema = v.variant('version', [
  v.pipe(
    v.object({ ...common, version: v.literal(1) }),
    v.transform((about) => ({ ...about, rows: about.entries })),
  ),
  v.object({ ...common, version: v.literal(2), rows: count }),
]);
const newerSchema = v.object({
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(NEWEST_VERSION + 1)),
});

/**
 * The bytes of a backup, made while the rows come.
 * @param rows chunks last: who restores must have the journal before them
 */
export async function backupOf(
  about: Omit<About, 'version' | 'rows'>,
  rows: AsyncIterable<readonly SealedRow[]> | Iterable<readonly SealedRow[]>,
): Promise<Blob> {
  const { made, seq } = about;
  const at = Date.parse(made);
  const frames: Blob[] = [];
  let items = 0;
  for await (const some of rows) {
    for (const puts of framed(some)) {
      items += puts.length;
      const frame = await frameOf({ puts, removes: [] }, { items: 0, seq: 0, at });
      // As a Blob of its own it need not stay in this process's memory.
      frames.push(new Blob([frame]));
    }
  }
  const whole: About = { version: NEWEST_VERSION, ...about, rows: items };
  const header = new TextEncoder().encode(JSON.stringify(whole, bytesAsBase64));
  const length = new Uint8Array(LENGTH);
  new DataView(length.buffer).setUint32(0, header.length, true);
  const last = await frameOf({ puts: [], removes: [] }, { items, seq, at });
  const file = new Blob([MAGIC, length, header, ...frames, last]);
  return new Blob([file, await hashOf(file, file.size)]);
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

/** WebCrypto hashes nothing bit by bit, so it is the hashes of blocks that are hashed. */
async function hashOf(file: Blob, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const hashes: ArrayBuffer[] = [];
  for (let at = 0; at < end; at += BLOCK) {
    hashes.push(
      await crypto.subtle.digest('SHA-256', await part(file, at, Math.min(end, at + BLOCK))),
    );
  }
  const together = await new Blob(hashes).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', together));
}

/** A file that is what was written, so far as it says itself. */
export interface Backup {
  readonly about: About;
  /**
   * Its rows, some at a time, each shown to be where it belongs and counted at the end: only once all
   * have come is it known that nothing is missing. Can be asked for again.
   */
  rows(): AsyncGenerator<readonly SealedRow[]>;
}

/**
 * Reads what claims to be a backup. Whatever it is, no more of it is in memory than a few blocks.
 * @throws Failure `not-a-backup`, `backup-damaged`, `newer-version` or `too-large`
 */
export async function readBackup(file: Blob): Promise<Backup> {
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
    if (last?.items !== about.rows) throw damaged('it does not end as it should');
  }

  const isFirst = about !== 'newer' && about.version === 1;
  if (isFirst && file.size > LARGEST_FIRST_VERSION) throw new Failure('too-large');
  const hash = isFirst
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', await part(file, 0, end)))
    : await hashOf(file, end);
  const trailer = await part(file, end, file.size);
  if (!hash.every((byte, at) => byte === trailer[at])) throw damaged('it is not what was written');
  if (about === 'newer') throw new Failure('newer-version', 'this backup');

  return {
    about,
    async *rows() {
      const seen = new Set<string>();
      let entries = 0;
      let last = null;
      for await (const frame of strictFrames(file, start + length, end)) {
        if (frame === null || frame.removes.length > 0) throw damaged('a part cannot be read');
        for (const row of frame.puts) {
          if (seen.has(row.id) || !mayBeIn(about, row)) {
            throw damaged('a row does not belong there');
          }
          seen.add(row.id);
          if (isEntryRow(row)) entries++;
        }
        last = frame;
        if (frame.puts.length > 0) yield frame.puts;
      }
      const isWhole =
        last?.puts.length === 0 &&
        last.mark.items === about.rows &&
        last.mark.seq === about.seq &&
        seen.size === about.rows &&
        entries === about.entries;
      if (!isWhole) throw damaged('rows are missing');
    },
  };
}

function mayBeIn({ version, seq }: About, row: SealedRow): boolean {
  const kind = kindOf(row.id);
  return (version > 1 || kind === 'entries') && (kind === 'chunks' || row.seq <= seq);
}

/**
 * What a row of a backup says, but for chunks: they are sealed with keys that other rows hold.
 * `backup-damaged` where this key did not seal it there.
 */
export async function valueIn({ header }: About, key: CryptoKey, row: SealedRow): Promise<unknown> {
  try {
    const value = await unseal(key, rowPlace(header.journalId, row), row.sealed);
    if (kindOf(row.id) === 'files') return value;
    const parsed = parseEntry(value);
    const id = isEntryRow(row) ? row.id : entryOfVersion(row.id);
    if ('entry' in parsed && parsed.entry.id === id) return parsed.entry;
  } catch (error) {
    if (!(error instanceof NotSealedHere)) throw error;
  }
  throw damaged('a row does not open with its key');
}

/** An entry of a backup, or a version of one; see `valueIn`. */
export async function entryIn(about: About, key: CryptoKey, row: SealedRow): Promise<Entry> {
  return (await valueIn(about, key, row)) as Entry;
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
