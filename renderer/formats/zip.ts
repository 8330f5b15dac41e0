import { crc32Of } from './crc32.ts';

/**
 * A zip of files as they are, not compressed: pictures and films are already, and what is stored can
 * be read in place. Sizes and checksums stand before each file, so that any program can read it from
 * the front. No Zip64: what is larger than 4 GB is refused.
 */
export interface ZipEntry {
  /** With slashes between folders, none at the front. */
  readonly name: string;
  readonly file: Blob;
}

export const LARGEST_ZIP = 0xffff_ffff;
export const MOST_FILES = 0xffff;

/** Thrown for more than a zip can hold. */
export class TooLargeForZip extends Error {}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** 2.0, which knows folders; and that names are UTF-8. */
const VERSION = 20;
const UTF8 = 1 << 11;

/** @param made the time that stands at every file */
export async function zipOf(entries: AsyncIterable<ZipEntry>, made: Date): Promise<Blob> {
  const parts: BlobPart[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for await (const { name, file } of entries) {
    const path = new TextEncoder().encode(name);
    const common = commonOf(path.length, file.size, await crc32Of(file), made);
    const head = joined([numbers([LOCAL, 4]), common, path]);
    const next = at + head.length + file.size;
    if (next > LARGEST_ZIP || directory.length === MOST_FILES) throw new TooLargeForZip();
    parts.push(head, file);
    // Made by, comment, disk, attributes: nothing to say of them.
    const rest = numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    directory.push(joined([numbers([CENTRAL, 4], [VERSION, 2]), common, rest, path]));
    at = next;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  if (at + size > LARGEST_ZIP) throw new TooLargeForZip();
  const count = directory.length;
  const end = numbers([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4], [0, 2]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** What stands at a file and in the directory alike. */
function commonOf(path: number, size: number, crc: number, made: Date): Uint8Array<ArrayBuffer> {
  const time = (made.getHours() << 11) | (made.getMinutes() << 5) | (made.getSeconds() >> 1);
  const years = Math.min(Math.max(made.getFullYear() - 1980, 0), 127);
  const date = (years << 9) | ((made.getMonth() + 1) << 5) | made.getDate();
  return numbers(
    [VERSION, 2],
    [UTF8, 2],
    [0, 2],
    [time, 2],
    [date, 2],
    [crc, 4],
    [size, 4],
    [size, 4],
    [path, 2],
    [0, 2],
  );
}

/** Numbers of 2 or 4 bytes, little-endian, one after the other. */
function numbers(...list: readonly (readonly [value: number, bytes: 2 | 4])[]) {
  const all = new Uint8Array(list.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const [value, bytes] of list) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return all;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
