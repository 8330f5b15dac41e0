import { lettersAt, viewOf } from './bytes.ts';
import type { Strip } from './strip-metadata.ts';

/*
 * A PNG is a signature and a row of chunks: length, type, data, checksum. Behind the last one some
 * editors left what had been cropped away. An orientation goes with the rest of the EXIF: what
 * writes PNG has turned the picture already.
 */

const SIGNATURE = 8;
const AROUND = 12;
const LAST = 'IEND';
/** EXIF, texts (XMP is one of them), and when it was changed. */
const TELLING: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

export const stripPng: Strip = (file) => {
  const view = viewOf(file);
  const parts = [file.subarray(0, SIGNATURE)];
  for (let at = SIGNATURE; at < file.length; ) {
    if (at + AROUND > file.length) return null;
    const type = lettersAt(file, at + 4, 4);
    const end = at + AROUND + view.getUint32(at);
    if (!/^[A-Za-z]{4}$/.test(type) || end > file.length) return null;
    if (!TELLING.has(type)) parts.push(file.subarray(at, end));
    if (type === LAST) return parts;
    at = end;
  }
  return null;
};
