import * as v from 'valibot';
import type { SealedRow } from './store.ts';

/**
 * Frames: how saves lie one after the other in a file outside the store. A frame says how long it
 * is at both ends, so that the last one is found without reading the file, and carries a checksum,
 * so that one cut short or damaged is never taken for a save. FROZEN (tests/unit/frames.spec.ts):
 *
 *     file  = magic (8 bytes) | frame | frame | …
 *     frame = length | body | items | seq | at | checksum | length
 *     body  = length of the list | the list, as JSON | the sealed rows, one after the other
 *
 * Lengths and `items` are 32 bits, `seq` and `at` 64, all little-endian. `length` is the body's, and
 * the checksum the first 16 bytes of SHA-256 over the body and the three numbers. What a row holds is
 * sealed, as in the store; the list names ids and sequence numbers, as the store's keys do.
 */
export const MAGIC = new TextEncoder().encode('SJMIRR01');

/** What the journal was once a save was done. */
export interface Mark {
  /** Entries, those in the trash too. */
  readonly items: number;
  /** The last sequence number given out. */
  readonly seq: number;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** What a save put and took away, as it is stored. */
export interface Change {
  readonly puts: readonly SealedRow[];
  readonly removes: readonly string[];
}

export interface Frame extends Change {
  readonly mark: Mark;
}

const LENGTH = 4;
const NUMBERS = 4 + 8 + 8;
const CHECKSUM = 16;
/** What stands around a body. */
const AROUND = LENGTH + NUMBERS + CHECKSUM + LENGTH;
/** Enough of a file's end to read its last mark. */
export const TAIL = NUMBERS + CHECKSUM + LENGTH;

interface List {
  readonly puts: readonly (readonly [id: string, seq: number, length: number])[];
  readonly removes: readonly string[];
}

export async function frameOf(
  { puts, removes }: Change,
  mark: Mark,
): Promise<Uint8Array<ArrayBuffer>> {
  const list: List = { puts: puts.map(({ id, seq, sealed }) => [id, seq, sealed.length]), removes };
  const text = new TextEncoder().encode(JSON.stringify(list));
  const length = puts.reduce((sum, { sealed }) => sum + sealed.length, LENGTH + text.length);
  const frame = new Uint8Array(AROUND + length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, length, true);
  view.setUint32(LENGTH, text.length, true);
  let at = LENGTH + LENGTH;
  for (const part of [text, ...puts.map(({ sealed }) => sealed)]) {
    frame.set(part, at);
    at += part.length;
  }
  view.setUint32(at, mark.items, true);
  view.setBigUint64(at + 4, BigInt(mark.seq), true);
  view.setBigUint64(at + 12, BigInt(mark.at), true);
  frame.set(await checksumOf(frame.subarray(LENGTH, at + NUMBERS)), at + NUMBERS);
  view.setUint32(frame.length - LENGTH, length, true);
  return frame;
}

/**
 * The last mark of a file, by the last `TAIL` bytes of it; null when these cannot be the end of a
 * frame. Whether they are is for `readFrames` to say.
 */
export function lastMark(tail: Uint8Array, size: number): Mark | null {
  if (tail.length < TAIL) return null;
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const start = size - AROUND - view.getUint32(TAIL - LENGTH, true);
  return start < MAGIC.length ? null : markAt(view, 0);
}

/** What can be read of a file of frames. */
export interface Frames {
  readonly frames: readonly Frame[];
  /** Whether something between whole frames could not be read; an end cut short is none of that. */
  readonly damaged: boolean;
}

/**
 * Reads from the front as far as all is well, and from there on whatever is whole: a damaged frame
 * is passed over, and behind one whose length is damaged the rest is read from the end.
 */
export async function readFrames(file: Uint8Array<ArrayBuffer>): Promise<Frames> {
  const frames: Frame[] = [];
  if (!MAGIC.every((byte, index) => file[index] === byte)) {
    return { frames, damaged: file.length > 0 };
  }
  let at = MAGIC.length;
  let damaged = false;
  for (;;) {
    const end = endOf(file, at);
    if (end === null) break;
    const frame = await frameAt(file, at, end);
    if (frame === null) damaged = true;
    else frames.push(frame);
    at = end;
  }
  const behind: Frame[] = [];
  for (let end = file.length; end > at; ) {
    const start = startOf(file, end, at);
    const frame = start === null ? null : await frameAt(file, start, end);
    if (start === null || frame === null) break;
    behind.unshift(frame);
    end = start;
  }
  return { frames: [...frames, ...behind], damaged: damaged || behind.length > 0 };
}

/** Where the frame ends that begins here, as far as its two lengths agree. */
function endOf(file: Uint8Array, start: number): number | null {
  if (start + AROUND > file.length) return null;
  const view = new DataView(file.buffer, file.byteOffset);
  const length = view.getUint32(start, true);
  const end = start + AROUND + length;
  return end <= file.length && view.getUint32(end - LENGTH, true) === length ? end : null;
}

function startOf(file: Uint8Array, end: number, floor: number): number | null {
  if (end - AROUND < floor) return null;
  const view = new DataView(file.buffer, file.byteOffset);
  const length = view.getUint32(end - LENGTH, true);
  const start = end - AROUND - length;
  return start >= floor && view.getUint32(start, true) === length ? start : null;
}

async function frameAt(
  file: Uint8Array<ArrayBuffer>,
  start: number,
  end: number,
): Promise<Frame | null> {
  const numbers = end - TAIL;
  const expected = await checksumOf(file.subarray(start + LENGTH, numbers + NUMBERS));
  if (!expected.every((byte, index) => file[numbers + NUMBERS + index] === byte)) return null;
  const view = new DataView(file.buffer, file.byteOffset);
  const text = start + LENGTH + LENGTH;
  let at = text + view.getUint32(start + LENGTH, true);
  // The checksum holds, so this is what was written.
  const list: List = JSON.parse(new TextDecoder().decode(file.subarray(text, at)));
  const puts = list.puts.map(([id, seq, length]) => {
    const sealed = file.slice(at, at + length);
    at += length;
    return { id, seq, sealed };
  });
  return { puts, removes: list.removes, mark: markAt(view, numbers) };
}

/** Far more than the rows of one frame need: what is longer is not ours, and is not parsed. */
const LONGEST_LIST = 1024 * 1024;

const listSchema = v.strictObject({
  puts: v.array(
    v.strictTuple([
      v.pipe(v.string(), v.maxLength(64)),
      v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    ]),
  ),
  removes: v.array(v.pipe(v.string(), v.maxLength(64))),
});

/** Longer than a frame ever is: a few rows, of which the largest holds an entry at all its limits. */
const LONGEST_FRAME = 256 * 1024 * 1024;

/**
 * The frames between two places of a file that may come from anywhere: a checksum is no proof that we
 * wrote it, so every length is held against what is there before anything is read by it. One frame is
 * in memory at a time.
 * @returns null in the place of the first frame that is not whole, and nothing after it
 */
export async function* strictFrames(
  file: Blob,
  from: number,
  to: number,
): AsyncGenerator<Frame | null> {
  for (let at = from; at < to; ) {
    const bytes = await strictBytes(file, at, to);
    const frame =
      bytes !== null && hasHonestList(bytes) ? await frameAt(bytes, 0, bytes.length) : null;
    yield frame;
    if (bytes === null || frame === null) return;
    at += bytes.length;
  }
}

/** The bytes of the frame that begins here, as far as its two lengths agree. */
async function strictBytes(
  file: Blob,
  at: number,
  to: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (at + AROUND > to) return null;
  const start = await file.slice(at, at + LENGTH).arrayBuffer();
  const size = AROUND + new DataView(start).getUint32(0, true);
  if (at + size > to || size > LONGEST_FRAME) return null;
  const bytes = new Uint8Array(await file.slice(at, at + size).arrayBuffer());
  return endOf(bytes, 0) === size ? bytes : null;
}

function hasHonestList(frame: Uint8Array): boolean {
  const text = LENGTH + LENGTH;
  const rows = frame.length - TAIL;
  if (text > rows) return false;
  const at = text + new DataView(frame.buffer, frame.byteOffset).getUint32(LENGTH, true);
  if (at > rows || at - text > LONGEST_LIST) return false;
  try {
    const list: unknown = JSON.parse(new TextDecoder().decode(frame.subarray(text, at)));
    if (!v.is(listSchema, list)) return false;
    return list.puts.reduce((sum, [, , length]) => sum + length, at) === rows;
  } catch {
    return false;
  }
}

function markAt(view: DataView, at: number): Mark {
  return {
    items: view.getUint32(at, true),
    seq: Number(view.getBigUint64(at + 4, true)),
    at: Number(view.getBigUint64(at + 12, true)),
  };
}

async function checksumOf(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes), 0, CHECKSUM);
}
