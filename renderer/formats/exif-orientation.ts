import { startsWith, viewOf } from './bytes.ts';

/*
 * EXIF is a TIFF file without a picture: a byte order, 42, and where its first directory stands,
 * which is a count and entries of tag, type, count and value.
 */

const ORIENTATION = 0x0112;
const SHORT = 3;
const ENTRY_BYTES = 12;

/** How the picture is to be turned and flipped, 1 to 8; 1, as it is, where nothing is said. */
export function orientationIn(exif: Uint8Array): number {
  const isLittle = startsWith(exif, 'II');
  if ((!isLittle && !startsWith(exif, 'MM')) || exif.length < 8) return 1;
  const view = viewOf(exif);
  if (view.getUint16(2, isLittle) !== 42) return 1;
  const directory = view.getUint32(4, isLittle);
  if (directory + 2 > exif.length) return 1;
  const count = view.getUint16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > exif.length) return 1;
    if (view.getUint16(entry, isLittle) !== ORIENTATION) continue;
    const value = view.getUint16(entry + 8, isLittle);
    return view.getUint16(entry + 2, isLittle) === SHORT && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** EXIF that says nothing else. */
export function orientationOnly(orientation: number): Uint8Array<ArrayBuffer> {
  const exif = new Uint8Array(8 + 2 + ENTRY_BYTES + 4);
  const view = viewOf(exif);
  exif.set([0x4d, 0x4d]);
  view.setUint16(2, 42);
  view.setUint32(4, 8);
  view.setUint16(8, 1);
  view.setUint16(10, ORIENTATION);
  view.setUint16(12, SHORT);
  view.setUint32(14, 1);
  view.setUint16(18, orientation);
  return exif;
}
