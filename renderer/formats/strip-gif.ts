import { standAt } from './bytes.ts';
import type { Strip } from './strip-metadata.ts';

/*
 * A GIF is a head with a palette, then blocks up to its trailer: pictures, and extensions. What is
 * in a block comes in sub-blocks of a length and that many bytes; one of length 0 is the last.
 */

const HEAD = 13;
const EXTENSION = 0x21;
const PICTURE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const APPLICATION = 0xff;
const XMP = 'XMP DataXMP';
const DESCRIPTOR = 10;

export const stripGif: Strip = (file) => {
  const flags = file[HEAD - 3];
  if (file.length < HEAD || flags === undefined) return null;
  let at = HEAD + paletteBytes(flags);
  if (at > file.length) return null;
  const parts = [file.subarray(0, at)];
  while (at < file.length) {
    const kind = file[at];
    if (kind === TRAILER) {
      parts.push(file.subarray(at, at + 1));
      return parts;
    }
    const start = startOfBlocks(file, at);
    const end = start === null ? null : endOfBlocks(file, start);
    if (end === null) return null;
    if (!isTelling(file, at)) parts.push(file.subarray(at, end));
    at = end;
  }
  return null;
};

function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Where the sub-blocks begin of the block that stands here; null where none of a kind we know does. */
function startOfBlocks(file: Uint8Array, at: number): number | null {
  if (file[at] === EXTENSION) return at + 2;
  // The picture's own palette, and a byte that says how it is coded.
  if (file[at] === PICTURE) return at + DESCRIPTOR + paletteBytes(file[at + 9] ?? 0) + 1;
  return null;
}

function endOfBlocks(file: Uint8Array, start: number): number | null {
  for (let at = start; at < file.length; ) {
    const length = file[at] ?? 0;
    at += 1 + length;
    if (length === 0) return at;
  }
  return null;
}

function isTelling(file: Uint8Array, at: number): boolean {
  if (file[at] !== EXTENSION) return false;
  return file[at + 1] === COMMENT || (file[at + 1] === APPLICATION && standAt(file, XMP, at + 3));
}
