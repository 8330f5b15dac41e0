import { standAt, startsWith, viewOf } from './bytes.ts';

/**
 * How large a picture is by its first bytes, before anything decodes it: some thousand bytes can ask
 * for gigabytes of pixels. Knows PNG, JPEG, GIF, WebP and AVIF; null for anything else, and where
 * the bytes do not say it. Takes anything and throws nothing.
 */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

export function imageSize(head: Uint8Array): ImageSize | null {
  try {
    if (startsWith(head, '\x89PNG\r\n\x1A\n')) return ofPng(head);
    if (startsWith(head, '\xFF\xD8\xFF')) return ofJpeg(head);
    if (startsWith(head, 'GIF8')) return ofGif(head);
    if (startsWith(head, 'RIFF') && standAt(head, 'WEBP', 8)) return ofWebp(head);
    if (standAt(head, 'ftypavi', 4)) return ofAvif(head);
    return null;
  } catch (error) {
    // The bytes end before they say it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function ofPng(head: Uint8Array): ImageSize | null {
  if (!standAt(head, 'IHDR', 12)) return null;
  const view = viewOf(head);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** The segments that begin a picture, whatever its coding. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function ofJpeg(head: Uint8Array): ImageSize | null {
  const view = viewOf(head);
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrame(marker)) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function ofGif(head: Uint8Array): ImageSize {
  const view = viewOf(head);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function ofWebp(head: Uint8Array): ImageSize | null {
  const view = viewOf(head);
  const data = 20;
  if (standAt(head, 'VP8X', 12)) {
    const side = (at: number) => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
    return { width: side(data + 4), height: side(data + 7) };
  }
  if (standAt(head, 'VP8L', 12)) {
    const bits = view.getUint32(data + 1, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  if (standAt(head, 'VP8 ', 12)) {
    const side = (at: number) => view.getUint16(at, true) & 0x3fff;
    return { width: side(data + 6), height: side(data + 8) };
  }
  return null;
}

/** The largest of the pictures it is made of: tiles and an alpha channel say their size as well. */
function ofAvif(head: Uint8Array): ImageSize | null {
  const view = viewOf(head);
  let largest: ImageSize | null = null;
  for (let at = 0; at + 16 <= head.length; at++) {
    if (!standAt(head, 'ispe', at)) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) {
      largest = size;
    }
  }
  return largest;
}
