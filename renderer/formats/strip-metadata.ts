import { standAt } from './bytes.ts';
import { stripGif } from './strip-gif.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';

/**
 * Takes out of an image what it tells besides the picture: where, when and with what it was taken,
 * who edited it and how, comments, and whatever hides behind the image's end. Everything else stays
 * byte for byte, so that no picture gets worse. What is no JPEG, PNG, WebP or GIF stays as it is.
 */
export interface Stripped {
  /** The bytes in their order, mostly views of those that came: nothing is copied that need not be. */
  readonly parts: readonly Uint8Array<ArrayBuffer>[];
  readonly outcome: /** Something was taken out. */
    | 'stripped'
    /** There was nothing to take out. */
    | 'untouched'
    /** A file of another kind: it is as it came, whatever it tells. */
    | 'other'
    /** An image that is not laid out as its kind is: it is as it came, whatever it tells. */
    | 'unreadable';
}

/** What a strip answers: the parts to keep, or null where the image is not laid out as its kind is. */
export type Strip = (file: Uint8Array<ArrayBuffer>) => readonly Uint8Array<ArrayBuffer>[] | null;

interface Kind {
  readonly begins: string;
  /** What stands behind that and four more bytes, where others begin in the same way. */
  readonly form?: string;
  readonly strip: Strip;
}

const KINDS: readonly Kind[] = [
  { begins: '\xFF\xD8\xFF', strip: stripJpeg },
  { begins: '\x89PNG\r\n\x1A\n', strip: stripPng },
  { begins: 'GIF87a', strip: stripGif },
  { begins: 'GIF89a', strip: stripGif },
  { begins: 'RIFF', form: 'WEBP', strip: stripWebp },
];

function kindOf(file: Uint8Array): Kind | undefined {
  return KINDS.find(
    ({ begins, form = '' }) => standAt(file, begins, 0) && standAt(file, form, begins.length + 4),
  );
}

/** Whether these first bytes of a file are those of an image that may tell something. */
export function mayTell(head: Uint8Array): boolean {
  return kindOf(head) !== undefined;
}

/** By what the bytes are, whatever the file is called. Takes anything and throws nothing. */
export function stripMetadata(file: Uint8Array<ArrayBuffer>): Stripped {
  const kind = kindOf(file);
  if (kind === undefined) return { parts: [file], outcome: 'other' };
  const parts = kind.strip(file);
  if (parts === null) return { parts: [file], outcome: 'unreadable' };
  return isSame(parts, file)
    ? { parts: [file], outcome: 'untouched' }
    : { parts, outcome: 'stripped' };
}

function isSame(parts: readonly Uint8Array[], file: Uint8Array): boolean {
  let at = 0;
  for (const part of parts) {
    // A view of the same bytes at the same place needs no look.
    const own = part.buffer === file.buffer && part.byteOffset === file.byteOffset + at;
    if (!own && !part.every((byte, index) => byte === file[at + index])) return false;
    at += part.length;
  }
  return at === file.length;
}
