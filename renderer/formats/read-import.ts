import { NIL, v7 as uuidv7 } from 'uuid';
import { noonOf } from '../domain/day.ts';
import { type Entry, parseEntry } from '../domain/entry.ts';
import { ARCHIVE_FORMAT, ARCHIVE_VERSION } from './archive.ts';
import { readArchiveZip } from './archive-zip.ts';
import { type Line, readLines } from './lines.ts';
import { DamagedZip, isZip, type ZippedFile } from './read-zip.ts';

/** A file that cannot be read at all. The message is a sentence for the writer. */
export class UnreadableFile extends Error {
  readonly reason: 'unknown-format' | 'newer-version';

  constructor(reason: UnreadableFile['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** One thing found in a file: an entry, or what is wrong with that line. */
export type Found = {
  /** From 1. Of an archive that is not line by line: the number of the entry. */
  readonly line: number;
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
} & ({ readonly entry: Entry } | { readonly problem: string });

export interface ImportFile {
  readonly format: 'archive' | 'lines';
  /** Bytes that are read for the entries. */
  readonly size: number;
  /** The files that come with the entries, by the id of the attachment. */
  readonly attachments: ReadonlyMap<string, ZippedFile>;
  /** To be read once. Ends when the file does; throws only what reading the file throws. */
  readonly found: AsyncIterable<Found>;
}

/** How much of a file is looked at to tell its format. */
const HEAD = 64 * 1024;

/** The largest archive that is read in one piece; those we write are read line by line at any size. */
const WHOLE = 256 * 1024 * 1024;

const EXPECTED =
  'Expected a Staff Journal archive, or JSON Lines: one JSON object a line, with “day” (YYYY-MM-DD) and “title” or “body”.';

const NO_JOURNAL = `This zip is no Staff Journal archive: it has no journal.json in it. ${EXPECTED}`;

/**
 * Reads a file to import: the app's archive (its entries as they were, with id and dates), alone or in
 * a zip with what is attached to them; or JSON Lines. Rejects with `UnreadableFile` when it is neither.
 *
 *     const { format, found } = await readImport(file, { now: new Date() });
 *     for await (const one of found) …
 *
 * @param now when the entries of JSON Lines count as created
 */
export async function readImport(file: Blob, options: { now: Date }): Promise<ImportFile> {
  const start = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  if (isZip(start)) return readZipped(file, options);
  const found = await readText(file, start, options.now);
  return { ...found, size: file.size, attachments: new Map() };
}

async function readZipped(file: Blob, options: { now: Date }): Promise<ImportFile> {
  const { journal, attachments } = await openZip(file);
  const start = new Uint8Array(await journal.slice(0, HEAD).arrayBuffer());
  if (isZip(start)) throw new UnreadableFile('unknown-format', NO_JOURNAL);
  const found = await readText(journal, start, options.now);
  return { ...found, size: journal.size, attachments };
}

async function openZip(file: Blob) {
  try {
    const archive = await readArchiveZip(file);
    if (archive === null) throw new UnreadableFile('unknown-format', NO_JOURNAL);
    return { ...archive, journal: await archive.journal.open() };
  } catch (error) {
    if (error instanceof DamagedZip) throw new UnreadableFile('unknown-format', error.message);
    throw error;
  }
}

async function readText(
  file: Blob,
  start: Uint8Array,
  now: Date,
): Promise<Pick<ImportFile, 'format' | 'found'>> {
  const head = new TextDecoder().decode(start).trim();
  if (head === '') throw new UnreadableFile('unknown-format', `The file is empty. ${EXPECTED}`);
  if (ARCHIVE_HEADER.test(head)) {
    checkVersion(Number(ARCHIVE_HEADER.exec(head)?.[1]));
    return { format: 'archive', found: readArchive(readLines(chunksOf(file))) };
  }
  if (isJsonLines(head, file.size > HEAD)) {
    return { format: 'lines', found: readJsonLines(readLines(chunksOf(file)), now) };
  }
  return { format: 'archive', found: await readWholeArchive(file, head) };
}

async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** The first line that `archiveLines` writes. */
const ARCHIVE_HEADER = new RegExp(
  `^\\{"format": ?"${ARCHIVE_FORMAT}", ?"version": ?(\\d+), ?"entries": ?\\[ *\\r?(?:\\n|$)`,
);

function checkVersion(version: unknown): void {
  if (version === ARCHIVE_VERSION) return;
  throw typeof version === 'number' && version > ARCHIVE_VERSION
    ? new UnreadableFile(
        'newer-version',
        'A newer version of Staff Journal wrote this archive. Update the app, then import it again.',
      )
    : new UnreadableFile(
        'unknown-format',
        `This archive names no version that this app knows. ${EXPECTED}`,
      );
}

/**
 * One good line among the first is enough: the reader then names each bad one. A head of one
 * unfinished line is judged by its first field.
 */
function isJsonLines(head: string, cut: boolean): boolean {
  if (/^\{[ \t]*"(day|title|body|text|topic)"[ \t]*:/.test(head)) return true;
  const lines = head.split('\n');
  if (cut) lines.pop();
  return lines.some((line) => {
    const value = parsedJson(line);
    return isRecord(value) && Object.hasOwn(value, 'day');
  });
}

type Read = { readonly entry: Entry } | { readonly problem: string };

async function* readArchive(lines: AsyncIterable<Line>): AsyncGenerator<Found> {
  let at = { line: 1, bytesRead: 0 };
  let ended = false;
  let after = 'before the first entry';
  const read = (line: Line): Read => {
    if (line.text === null) return { problem: line.problem };
    if (ended) return { problem: 'stands after the end of the archive' };
    const value = parsedJson(line.text.replace(/,$/, ''));
    if (value !== undefined) return parseEntry(value);
    ended = !line.ended;
    return { problem: ended ? `the file ends early, ${after}` : 'is not valid JSON' };
  };
  for await (const line of lines) {
    at = { line: line.number, bytesRead: line.bytesRead };
    if (line.text === '' || (line.text !== null && ARCHIVE_HEADER.test(line.text))) continue;
    if (line.text === ']}') {
      ended = true;
      continue;
    }
    const one = read(line);
    if ('entry' in one) after = `after the entry on line ${line.number}`;
    yield { ...at, ...one };
  }
  if (!ended) yield { ...at, problem: `the file ends early, ${after}` };
}

/** An archive that something else has laid out anew: valid JSON, but not one entry a line. */
async function readWholeArchive(file: Blob, head: string): Promise<AsyncIterable<Found>> {
  const value = head.startsWith('{') && file.size <= WHOLE ? await wholeJson(file) : undefined;
  if (value === undefined && /^\{\s*"format"\s*:\s*"staff-journal/.test(head)) {
    throw new UnreadableFile(
      'unknown-format',
      'This Staff Journal archive is not valid JSON: it ends early or is damaged, and its entries do not stand one a line, so none can be read.',
    );
  }
  if (!isRecord(value) || value.format !== ARCHIVE_FORMAT) {
    throw new UnreadableFile('unknown-format', `This is no file that can be imported. ${EXPECTED}`);
  }
  checkVersion(value.version);
  const { entries } = value;
  if (!Array.isArray(entries)) {
    throw new UnreadableFile('unknown-format', `This archive has no list of entries. ${EXPECTED}`);
  }
  return eachOf(entries, file.size);
}

async function* eachOf(entries: readonly unknown[], bytesRead: number): AsyncGenerator<Found> {
  for (const [index, entry] of entries.entries()) {
    yield { line: index + 1, bytesRead, ...parseEntry(entry) };
  }
}

async function* readJsonLines(lines: AsyncIterable<Line>, now: Date): AsyncGenerator<Found> {
  let after = 'before the first entry';
  for await (const line of lines) {
    if (line.text === '') continue;
    const at = { line: line.number, bytesRead: line.bytesRead };
    if (line.text === null) {
      yield { ...at, problem: line.problem };
      continue;
    }
    const value = parsedJson(line.text);
    if (value === undefined) {
      const problem = line.ended ? 'is not valid JSON' : `the file ends early, ${after}`;
      yield { ...at, problem };
    } else if (!isRecord(value)) {
      yield { ...at, problem: 'is not a JSON object' };
    } else {
      const one = await readJsonLine(value, now.toISOString());
      if ('entry' in one) after = `after the entry on line ${line.number}`;
      yield { ...at, ...one };
    }
  }
}

async function readJsonLine(line: Readonly<Record<string, unknown>>, now: string): Promise<Read> {
  if (line.day === undefined) return { problem: 'day is missing' };
  const body = line.body ?? line.text;
  if (line.title === undefined && body === undefined)
    return { problem: 'title and body are missing' };
  const parsed = parseEntry({
    id: NIL,
    day: line.day,
    through: line.through ?? null,
    title: line.title ?? '',
    text: body ?? '',
    competencies: line.competencies ?? [],
    scope: line.scope ?? null,
    part: line.part ?? null,
    impact: line.impact ?? 0,
    outcome: line.outcome ?? '',
    project: line.project ?? line.topic ?? '',
    people: line.people ?? [],
    links: line.links ?? [],
    attachments: [],
    confidentiality: line.confidentiality ?? 'private',
    pinned: false,
    created: now,
    updated: now,
    deleted: null,
  });
  if ('entry' in parsed) return { entry: { ...parsed.entry, id: await identityOf(parsed.entry) } };
  return { problem: inWordsOfTheFile(parsed.problem, line) };
}

/** Names a field as the file does, not as the entry does. */
function inWordsOfTheFile(problem: string, line: Readonly<Record<string, unknown>>): string {
  if (line.body !== undefined) return problem.replace(/^text /, 'body ');
  if (line.project === undefined) return problem.replace(/^project /, 'topic ');
  return problem;
}

/**
 * The id of an entry that came without one: a UUIDv7 made of its day and a hash of what it says, so
 * that the same line is the same entry however often it is imported. FROZEN: another recipe would
 * import everything a second time. The hash seals nothing and keeps no secret (those are the
 * engine's); it only tells one text from another.
 */
async function identityOf({ day, title, text }: Entry): Promise<string> {
  const said = new TextEncoder().encode(JSON.stringify([day, title, text]));
  const random = new Uint8Array(await crypto.subtle.digest('SHA-256', said));
  // A UUIDv7 cannot count back from 1970; older days share its first instant, and the hash differs.
  return uuidv7({ msecs: Math.max(0, noonOf(day)), random });
}

async function wholeJson(file: Blob): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return undefined;
  }
}

/** The value, or undefined when it is not JSON (which has no undefined). */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
