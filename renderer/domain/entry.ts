import { v7 as uuidv7 } from 'uuid';
import * as v from 'valibot';
import { type Attachment, attachmentsSchema } from './attachment.ts';
import { type Day, dayOf, isDay } from './day.ts';

/**
 * The entry: one piece of work worth remembering. One schema guards it wherever it enters,
 * from the page, from a file, or out of the store.
 */

export const SCOPES = ['self', 'group', 'stage', 'department', 'company', 'customer'] as const;
export const PARTS = ['led', 'co-led', 'advised', 'sponsored', 'contributed'] as const;
export const IMPACTS = [0, 1, 2, 3] as const;
export const CONFIDENTIALITIES = ['private', 'manager', 'committee', 'public'] as const;

export type Scope = (typeof SCOPES)[number];
export type Part = (typeof PARTS)[number];
export type Impact = (typeof IMPACTS)[number];
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

/** An evidence URL. Access ends with the job; the pasted quote stays. */
export interface Link {
  readonly url: string;
  readonly label: string;
  readonly quote: string;
}

export interface Entry {
  /** UUIDv7, made once, kept for ever. */
  readonly id: string;
  readonly day: Day;
  /** The last day of an entry that spans several; never before `day`. */
  readonly through: Day | null;
  readonly title: string;
  /** Markdown, kept as typed. */
  readonly text: string;
  /** Competency ids, in the order they were added; ids no framework knows are kept. */
  readonly competencies: readonly string[];
  readonly scope: Scope | null;
  readonly part: Part | null;
  /** The writer's own rating; 0 is "not rated". */
  readonly impact: Impact;
  readonly outcome: string;
  readonly project: string;
  /** The corroborators: who saw it. */
  readonly people: readonly string[];
  readonly links: readonly Link[];
  readonly attachments: readonly Attachment[];
  readonly confidentiality: Confidentiality;
  readonly pinned: boolean;
  /** ISO 8601 instants in UTC, to the millisecond. */
  readonly created: string;
  readonly updated: string;
  /** When it went to the trash; null while it is in the journal. */
  readonly deleted: string | null;
}

/** Limits, in UTF-16 units and counts: far above what anyone writes, low enough to refuse a bomb. */
export const LIMITS = { text: 2_000_000, quote: 20_000, line: 2_000, list: 200 } as const;

/**
 * NUL ends strings in half the tools a document passes through, and a lone surrogate cannot be
 * written as UTF-8: both become U+FFFD here, so that what is stored can always be read back.
 */
function harmless(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

const textUpTo = (longest: number) =>
  v.pipe(
    v.string('must be text'),
    v.maxLength(longest, `is longer than ${longest.toLocaleString('en')} characters`),
    v.transform(harmless),
  );

const text = textUpTo(LIMITS.text);

/** One line: breaks become spaces. */
const line = v.pipe(
  v.string('must be text'),
  v.maxLength(LIMITS.line, 'is longer than 2,000 characters'),
  v.transform((value) => harmless(value).replaceAll(/[\r\n]+/g, ' ')),
);

const day = v.pipe(
  v.string('must be a day, YYYY-MM-DD'),
  v.check(isDay, 'is not a day of the calendar (YYYY-MM-DD)'),
);

const instant = v.pipe(
  v.string('must be an instant, such as 2026-01-31T12:00:00.000Z'),
  v.regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/,
    'is not an instant',
  ),
  v.check((value) => !Number.isNaN(Date.parse(value)), 'is not an instant'),
  v.transform((value) => new Date(value).toISOString()),
);

/** Trimmed, without blanks and without doubles, in the order given. */
const names = v.pipe(
  v.array(line, 'must be a list of texts'),
  v.maxLength(LIMITS.list, 'has more than 200 items'),
  v.transform((list) => [
    ...new Set(list.map((name) => name.trim()).filter((name) => name !== '')),
  ]),
);

/**
 * What a link may point at. Everything else (javascript:, data:, file: …) is refused where it
 * enters, so that no screen and no document has to remember to.
 */
export function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  return ['https:', 'http:', 'mailto:'].includes(new URL(url).protocol);
}

const link = v.object(
  {
    url: v.pipe(line, v.trim(), v.check(isSafeUrl, 'must start with https://, http:// or mailto:')),
    label: v.optional(line, ''),
    quote: v.optional(textUpTo(LIMITS.quote), ''),
  },
  'must be a link with a url',
);

const id = v.pipe(v.string('must be a UUID'), v.uuid('must be a UUID'), v.toLowerCase());

export const entrySchema = v.pipe(
  v.object(
    {
      id,
      day,
      through: v.nullable(day),
      title: line,
      text,
      competencies: names,
      scope: v.nullable(v.picklist(SCOPES, `must be one of ${SCOPES.join(', ')}`)),
      part: v.nullable(v.picklist(PARTS, `must be one of ${PARTS.join(', ')}`)),
      impact: v.picklist(IMPACTS, 'must be 0, 1, 2 or 3'),
      outcome: line,
      project: line,
      people: names,
      links: v.pipe(
        v.array(link, 'must be a list of links'),
        v.maxLength(LIMITS.list, 'has more than 200 items'),
      ),
      // Rows and archives from before there were any say nothing of them.
      attachments: v.optional(attachmentsSchema, []),
      confidentiality: v.picklist(
        CONFIDENTIALITIES,
        `must be one of ${CONFIDENTIALITIES.join(', ')}`,
      ),
      pinned: v.boolean('must be true or false'),
      created: instant,
      updated: instant,
      deleted: v.nullable(instant),
    },
    'must be an entry',
  ),
  v.forward(
    v.check(({ day, through }) => through === null || through >= day, 'is before the day'),
    ['through'],
  ),
);

/** What came in, as an entry; or one sentence that names the field and what is wrong with it. */
export type Parsed = { readonly entry: Entry } | { readonly problem: string };

/** Checks anything that claims to be an entry. Unknown fields are dropped; nothing is guessed. */
export function parseEntry(input: unknown): Parsed {
  const result = v.safeParse(entrySchema, input, { abortEarly: true });
  if (result.success) return { entry: result.output };
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  if (path === null) return { problem: issue.message };
  return { problem: `${path} ${issue.input === undefined ? 'is missing' : issue.message}` };
}

/** An empty entry for the day it is now; private until the writer says otherwise. */
export function newEntry(now: Date, fields: Partial<Entry> = {}): Entry {
  const instant = now.toISOString();
  return {
    id: uuidv7({ msecs: now.getTime() }),
    day: dayOf(now),
    through: null,
    title: '',
    text: '',
    competencies: [],
    scope: null,
    part: null,
    impact: 0,
    outcome: '',
    project: '',
    people: [],
    links: [],
    attachments: [],
    confidentiality: 'private',
    pinned: false,
    created: instant,
    updated: instant,
    deleted: null,
    ...fields,
  };
}

/**
 * Whether two entries say the same, whenever they were written. Both must come from `parseEntry`
 * or `newEntry`, which fix the order of the fields. An attachment is its file and its name: how large
 * it is may have changed where it left the journal and came back.
 */
export function sameContent(a: Entry, b: Entry): boolean {
  const content = (entry: Entry) => {
    const attachments = entry.attachments.map(({ id, name }) => [id, name]);
    return JSON.stringify({ ...entry, attachments, created: '', updated: '' });
  };
  return content(a) === content(b);
}

/** The title, or the first words of the text without Markdown marks; empty when there is neither. */
export function headline(entry: Pick<Entry, 'title' | 'text'>): string {
  const title = entry.title.trim();
  if (title !== '') return title;
  for (const raw of entry.text.slice(0, 2_000).split('\n')) {
    const words = raw
      .replace(/^[\s#>*+-]+/, '')
      .replaceAll(/[*_`]/g, '')
      .trim();
    if (words !== '') return words.length > 120 ? `${words.slice(0, 119)}…` : words;
  }
  return '';
}
