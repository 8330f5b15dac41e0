import { crc32, crc32Of } from './crc32.ts';

/**
 * Reads a zip that may come from anywhere by the directory at its end. Nothing is read by what it
 * claims before that is held against what is there, and nothing is decompressed beyond what a file
 * says of its size.
 */
export interface ZippedFile {
  readonly name: string;
  /** In bytes, once it is opened. */
  readonly size: number;
  /** What is in it. Throws `DamagedZip` where that is not what was put there. */
  open(): Promise<Blob>;
}

/** Thrown for what is no zip that can be read. The message is a sentence for the writer. */
export class DamagedZip extends Error {}

export interface ZipLimits {
  readonly files: number;
  /** Of all files together, opened. */
  readonly bytes: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** What people write shrinks to a tenth or so; what shrinks to less than a hundredth is there to fill memory. */
const MOST_SHRUNK = 100;
/** Up to this a file may be as hollow as it likes. */
const SMALL_BYTES = 16 * 1024 * 1024;
/** What is inflated at a time: a Blob of its own need not stay in this process's memory. */
const PIECE_BYTES = 4 * 1024 * 1024;
/** Behind the end there may be a comment. */
const LONGEST_COMMENT = 0xffff;
const LONGEST_DIRECTORY = 64 * 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

export function isZip(head: Uint8Array): boolean {
  return head.length > 3 && new DataView(head.buffer, head.byteOffset).getUint32(0, true) === LOCAL;
}

/** The files of a zip, folders left out. @throws DamagedZip */
export async function readZip(zip: Blob, limits: ZipLimits): Promise<ZippedFile[]> {
  const { at, size, count } = await endOf(zip);
  if (count > limits.files) throw new DamagedZip('This zip holds more files than are read.');
  const directory = new DataView(await zip.slice(at, at + size).arrayBuffer());
  const files: ZippedFile[] = [];
  let bytes = 0;
  let next = 0;
  for (let index = 0; index < count; index++) {
    const { file, end } = entryAt(zip, directory, next, at);
    next = end;
    bytes += file.size;
    if (bytes > limits.bytes) throw new DamagedZip('This zip holds more than is read.');
    if (!isWithin(file.name)) {
      throw new DamagedZip(
        'This zip has a file that would lie outside of it. Nothing of it is read.',
      );
    }
    if (!file.name.endsWith('/')) files.push(file);
  }
  return files;
}

/** Where the directory is, by the end of the file. */
async function endOf(zip: Blob) {
  const from = Math.max(0, zip.size - END_BYTES - LONGEST_COMMENT);
  const tail = new DataView(await zip.slice(from).arrayBuffer());
  for (let end = tail.byteLength - END_BYTES; end >= 0; end--) {
    if (tail.getUint32(end, true) !== END) continue;
    const count = tail.getUint16(end + 10, true);
    const size = tail.getUint32(end + 12, true);
    const at = tail.getUint32(end + 16, true);
    const fits = at + size <= from + end && size >= count * CENTRAL_BYTES;
    if (fits && size <= LONGEST_DIRECTORY) return { at, size, count };
  }
  throw new DamagedZip('This zip ends early, or is damaged.');
}

function entryAt(zip: Blob, directory: DataView, at: number, limit: number) {
  const isThere = at + CENTRAL_BYTES <= directory.byteLength;
  if (!isThere || directory.getUint32(at, true) !== CENTRAL) throw damaged();
  const path = directory.getUint16(at + 28, true);
  const rest = directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
  const end = at + CENTRAL_BYTES + path + rest;
  if (end > directory.byteLength) throw damaged();
  const bytes = new Uint8Array(directory.buffer, directory.byteOffset + at + CENTRAL_BYTES, path);
  const place: Place = {
    flags: directory.getUint16(at + 8, true),
    method: directory.getUint16(at + 10, true),
    crc: directory.getUint32(at + 16, true),
    packed: directory.getUint32(at + 20, true),
    size: directory.getUint32(at + 24, true),
    at: directory.getUint32(at + 42, true),
  };
  if (place.at + LOCAL_BYTES + place.packed > limit) throw damaged();
  const name = new TextDecoder().decode(bytes);
  return { file: { name, size: place.size, open: () => open(zip, place) }, end };
}

interface Place {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/** A name that leads nowhere else: some programs would write what it says. */
function isWithin(name: string): boolean {
  if (/^\/|[\\:\0]/.test(name)) return false;
  return !name.split('/').some((part) => part === '..' || part === '.');
}

async function open(zip: Blob, place: Place): Promise<Blob> {
  const head = new DataView(await zip.slice(place.at, place.at + LOCAL_BYTES).arrayBuffer());
  if (head.byteLength < LOCAL_BYTES || head.getUint32(0, true) !== LOCAL) throw damaged();
  const from = place.at + LOCAL_BYTES + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = zip.slice(from, from + place.packed);
  if (packed.size !== place.packed || (place.flags & ENCRYPTED) !== 0) throw damaged();
  if (place.method === STORED) {
    if (place.size !== place.packed || (await crc32Of(packed)) !== place.crc) throw damaged();
    return packed;
  }
  if (place.method !== DEFLATED) throw damaged();
  if (place.size > SMALL_BYTES && place.size > place.packed * MOST_SHRUNK) {
    throw new DamagedZip('This zip would unpack to far more than anybody writes.');
  }
  return inflated(packed, place);
}

async function inflated(packed: Blob, { size, crc }: Place): Promise<Blob> {
  const pieces: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let read = 0;
  let piece = 0;
  let sum = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      read += value.length;
      // However much more there would be, it is not what the file says of itself.
      if (read > size) throw damaged();
      sum = crc32(value, sum);
      parts.push(value);
      piece += value.length;
      if (piece < PIECE_BYTES) continue;
      pieces.push(new Blob(parts));
      parts = [];
      piece = 0;
    }
  } catch {
    throw damaged();
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  if (read !== size || sum !== crc) throw damaged();
  return new Blob([...pieces, ...parts]);
}

function damaged(): DamagedZip {
  return new DamagedZip('This zip is damaged, or packed in a way that is not read here.');
}
