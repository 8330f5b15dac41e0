import { standAt, viewOf } from './bytes.ts';
import { orientationIn, orientationOnly } from './exif-orientation.ts';
import type { Strip } from './strip-metadata.ts';

/*
 * A JPEG is a row of segments, each a marker (0xFF and its number) and mostly a length, and after
 * each start of scan the coded picture, in which 0xFF stands only before 0 or a restart marker. It
 * ends at its end marker: what phones put behind it are further pictures and films, with places and
 * times of their own.
 */

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
/** Stand alone, without a length. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const isOfApplications = (marker: number) => marker >= 0xe0 && marker <= 0xef;

/** What of the applications' segments the picture needs: how its colours are meant, and its density. */
const NEEDED: ReadonlyMap<number, string> = new Map([
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
]);
const EXIF = { marker: 0xe1, begins: 'Exif\0\0' } as const;

export const stripJpeg: Strip = (file) => {
  const view = viewOf(file);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  while (at < file.length) {
    if (file[at] !== 0xff) return null;
    // Any number of 0xFF may stand before a marker's number.
    let number = at + 1;
    while (file[number] === 0xff) number++;
    const marker = file[number];
    if (marker === undefined) return null;
    const body = number + 1;
    if (marker === END) {
      parts.push(file.subarray(at, body));
      return parts;
    }
    if (isBare(marker)) {
      if ((marker === START) !== (at === 0)) return null;
      parts.push(file.subarray(at, body));
      at = body;
      continue;
    }
    if (body + 2 > file.length) return null;
    const length = view.getUint16(body);
    const end = body + length;
    if (marker === 0 || length < 2 || end > file.length) return null;
    const content = file.subarray(body + 2, end);
    if (marker === EXIF.marker && standAt(content, EXIF.begins, 0)) {
      // Without it the picture would lie on its side.
      const orientation = orientationIn(content.subarray(EXIF.begins.length));
      if (orientation > 1) parts.push(exifWith(orientation));
    } else if (isKept(marker, content)) {
      parts.push(file.subarray(at, end));
    }
    at = end;
    if (marker === SCAN) {
      const next = endOfScan(file, end);
      parts.push(file.subarray(end, next));
      at = next;
    }
  }
  // Cut short, as far as it goes a picture all the same.
  return parts;
};

function isKept(marker: number, content: Uint8Array): boolean {
  if (marker === COMMENT) return false;
  if (!isOfApplications(marker)) return true;
  const needed = NEEDED.get(marker);
  return needed !== undefined && standAt(content, needed, 0);
}

function endOfScan(file: Uint8Array, start: number): number {
  for (let at = file.indexOf(0xff, start); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) break;
    const coded = next === 0 || (next >= 0xd0 && next <= 0xd7);
    if (!coded && next !== 0xff) return at;
  }
  return file.length;
}

function exifWith(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = orientationOnly(orientation);
  const length = 2 + EXIF.begins.length + tiff.length;
  const letters = Array.from(EXIF.begins, (letter) => letter.charCodeAt(0));
  return Uint8Array.of(0xff, EXIF.marker, length >> 8, length & 0xff, ...letters, ...tiff);
}
