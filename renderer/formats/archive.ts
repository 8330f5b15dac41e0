import type { Entry } from '../domain/entry.ts';

/**
 * The app's own archive: the whole journal, lossless, as one JSON document with one entry a line,
 * so that a reader of any size of file needs memory for one entry only (read-import.ts), and so
 * that a damaged line costs that line alone.
 *
 *     {"format":"staff-journal-archive","version":1,"entries":[
 *     {"id":"…","day":"2026-01-05", … },
 *     {"id":"…","day":"2026-01-06", … }
 *     ]}
 *
 * FROZEN: archives are kept for years. Raise the version when an older app would misread a newer one.
 */
export const ARCHIVE_FORMAT = 'staff-journal-archive';
export const ARCHIVE_VERSION = 1;

/** The archive in pieces, to be written one after the other. */
export async function* archiveLines(
  entries: Iterable<Entry> | AsyncIterable<Entry>,
): AsyncGenerator<string> {
  yield `{"format":"${ARCHIVE_FORMAT}","version":${ARCHIVE_VERSION},"entries":[`;
  let separator = '\n';
  for await (const entry of entries) {
    yield separator + JSON.stringify(entry);
    separator = ',\n';
  }
  yield '\n]}\n';
}
