import { lettersAt, viewOf } from './bytes.ts';
import type { Strip } from './strip-metadata.ts';

/*
 * A WebP is a RIFF file: its length, `WEBP`, and a row of chunks, each a name, a length and data of
 * an even number of bytes. The first chunk of an extended one says by flags which others there are.
 */

const HEAD = 12;
const CHUNK_HEAD = 8;
const TELLING: ReadonlySet<string> = new Set(['EXIF', 'XMP ']);
const EXTENDED = 'VP8X';
/** The flags that say that there is EXIF, or XMP. */
const TELLING_FLAGS = 0x08 | 0x04;

export const stripWebp: Strip = (file) => {
  const head = file.slice(0, HEAD);
  const view = viewOf(file);
  const end = CHUNK_HEAD + view.getUint32(4, true);
  if (end > file.length) return null;
  const parts = [head];
  for (let at = HEAD; at < end; ) {
    if (at + CHUNK_HEAD > end) return null;
    const name = lettersAt(file, at, 4);
    const length = view.getUint32(at + 4, true);
    const next = at + CHUNK_HEAD + length + (length % 2);
    if (next > end) return null;
    if (!TELLING.has(name)) parts.push(withoutFlags(name, file.subarray(at, next)));
    at = next;
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  viewOf(head).setUint32(4, length - CHUNK_HEAD, true);
  return parts;
};

function withoutFlags(name: string, chunk: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const flags = chunk[CHUNK_HEAD];
  if (name !== EXTENDED || flags === undefined) return chunk;
  const plain = chunk.slice();
  plain[CHUNK_HEAD] = flags & ~TELLING_FLAGS;
  return plain;
}
