/**
 * The longest line that is read, in bytes: above what the longest text takes when written as JSON,
 * so that every archive of ours comes back, and low enough to be held in memory.
 */
export const LONGEST_LINE = 16 * 1024 * 1024;

/** One line of a file. `text` is null when it could not be read; `problem` then says why. */
export type Line = {
  /** From 1. */
  readonly number: number;
  /** Bytes of the file up to the end of this line. */
  readonly bytesRead: number;
  /** False for a last line without a line break. */
  readonly ended: boolean;
} & ({ readonly text: string } | { readonly text: null; readonly problem: string });

const LINE_FEED = 10;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Lines of UTF-8, without a byte order mark and without white space around them (CRLF included).
 * Holds one line at most; one that is too long is skipped as it comes, never held.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 0;
  let bytesRead = 0;
  let held: Uint8Array[] = [];
  let length = 0;

  const take = (bytes: Uint8Array) => {
    bytesRead += bytes.length;
    length += bytes.length;
    if (length <= LONGEST_LINE) held.push(bytes);
    else held = [];
  };
  const finish = (ended: boolean): Line => {
    number += 1;
    const line = { number, bytesRead, ended, ...decode(held, length) };
    held = [];
    length = 0;
    return line;
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end < 0) break;
      take(chunk.subarray(start, end + 1));
      yield finish(true);
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (length > 0) yield finish(false);
}

function decode(held: readonly Uint8Array[], length: number) {
  if (length > LONGEST_LINE) {
    return { text: null, problem: `is longer than ${LONGEST_LINE / 1024 / 1024} MB` } as const;
  }
  try {
    return { text: utf8.decode(joined(held, length)).trim() } as const;
  } catch {
    return { text: null, problem: 'is not valid UTF-8' } as const;
  }
}

function joined(held: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = held;
  if (held.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of held) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
