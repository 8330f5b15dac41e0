import * as v from 'valibot';

/**
 * An attachment: a file that an entry keeps as evidence. The entry names it; the bytes are the
 * engine's (engine/files.ts), sealed by themselves.
 */
export interface Attachment {
  /** UUID of the file that the engine keeps. */
  readonly id: string;
  /** What it was called, on one line; file-name.ts makes a name for a disk of it. */
  readonly name: string;
  /** Media type in lower case, without parameters. It was claimed, not looked for: never run by it. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
}

export const ATTACHMENT_LIMITS = { bytes: 100 * 1024 * 1024, perEntry: 200 } as const;

/** What no file system's names hold more of. */
const NAME_BYTES = 255;
const EXTENSION = /\.[\p{L}\p{N}]{1,16}$/u;
/** Control characters end lines and strings; the others turn a name around, so that `exe.png` may be shown for `gnp.exe`. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;

/** A name from anywhere as one harmless line that is not empty. What it made once it leaves as it is. */
export function attachmentName(raw: string): string {
  const line = raw.toWellFormed().replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim();
  return line === '' ? 'Unnamed' : shortened(line);
}

/** The name at a length that a disk takes, with its extension, which says what opens it. */
export function shortened(name: string): string {
  if (bytesOf(name) <= NAME_BYTES) return name;
  const [extension = ''] = EXTENSION.exec(name) ?? [];
  const room = NAME_BYTES - bytesOf(extension);
  let stem = '';
  let used = 0;
  for (const letter of name.slice(0, name.length - extension.length)) {
    used += bytesOf(letter);
    if (used > room) break;
    stem += letter;
  }
  return stem.trim() + extension;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

const UNKNOWN_TYPE = 'application/octet-stream';
const TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/;

/** A media type from anywhere, or the one for bytes of no known kind. */
export function attachmentType(raw: string): string {
  const type = raw.replace(/;.*$/s, '').trim().toLowerCase();
  return TYPE.test(type) ? type : UNKNOWN_TYPE;
}

const attachment = v.object(
  {
    id: v.pipe(v.string('must be a UUID'), v.uuid('must be a UUID'), v.toLowerCase()),
    name: v.pipe(
      v.string('must be text'),
      v.maxLength(2_000, 'is longer than 2,000 characters'),
      v.transform(attachmentName),
    ),
    type: v.pipe(v.string('must be text'), v.transform(attachmentType)),
    size: v.pipe(
      v.number('must be a number of bytes'),
      v.safeInteger('must be a number of bytes'),
      v.minValue(0, 'must be a number of bytes'),
      v.maxValue(ATTACHMENT_LIMITS.bytes, 'is larger than 100 MB'),
    ),
  },
  'must be an attachment with id, name, type and size',
);

/** Without doubles, in the order given. */
export const attachmentsSchema = v.pipe(
  v.array(attachment, 'must be a list of attachments'),
  v.maxLength(ATTACHMENT_LIMITS.perEntry, 'has more than 200 items'),
  v.transform((list) => [...new Map(list.map((one) => [one.id, one])).values()]),
);

/** Whether it can be read as letters: Markdown, tables and markup too, which are shown and never run. */
export function isText(type: string): boolean {
  return type.startsWith('text/');
}
