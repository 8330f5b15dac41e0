import type { Entry } from './entry.ts';

/**
 * The history of an entry: when what it said is kept as a version before it is written over, which
 * versions stay as they grow old, and what differs between two of them.
 */

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Ten minutes: typing in that time is one version. */
export const BURST_MS = 10 * MINUTE;

/** A text that loses more than half of itself, and at least this much, may have lost it by mistake. */
const MUCH = 200;

/**
 * Whether what is stored must be kept as a version before it is written over.
 *
 * Where no burst is known, the one that is going on began when the stored text was written.
 *
 * @param stored `begun`: when the burst of changes began that this session knows of, in milliseconds;
 *   `updated`: when the stored text was written; `length`: of its title and text, in UTF-16 units
 * @param next `at`: when it is written over, and with how much
 */
export function keepsVersion(
  stored: {
    readonly begun: number | null;
    readonly updated: number;
    readonly length: number;
  },
  next: { readonly at: number; readonly length: number },
): boolean {
  const lost = stored.length - next.length;
  // Select all and a key: ten minutes of typing are gone, and no version would have them.
  if (lost >= MUCH && lost > stored.length / 2) return true;
  const lasted = next.at - (stored.begun ?? stored.updated);
  // A clock set back says nothing about how long it was: one version too many is the lesser harm.
  return lasted < 0 || lasted >= BURST_MS;
}

/** A version as the rules of thinning see it. */
export interface KeptVersion {
  readonly id: string;
  /** When it was written, in milliseconds. */
  readonly at: number;
  /** In bytes, as sealed. */
  readonly size: number;
}

/** These stay, however old, large or many they are, and whatever the clock says. */
const LATEST = 10;
const MOST = 100;
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * Of a span that ended so long ago, one version stays; oldest first. Each span divides the one
 * before it (a month is four weeks), and a span grows old as a whole: so thinning often leaves what
 * thinning once would have left.
 */
const SPANS = [
  { ended: 365 * DAY, length: 28 * DAY },
  { ended: 30 * DAY, length: 7 * DAY },
  { ended: DAY, length: DAY },
] as const;

/** The span of which a version is one too many when there is a newer one; null while all stay. */
function spanOf(at: number, now: number): string | null {
  for (const { ended, length } of SPANS) {
    const number = Math.floor(at / length);
    if ((number + 1) * length + ended <= now) return `${length}:${number}`;
  }
  return null;
}

/**
 * The ids of the versions of an entry that need not stay: all of the last day stay, then the newest
 * of each day for 30 days, of each week for a year, and of each month after that; of these the
 * newest 100 and 8 MiB. The newest 10 always stay.
 *
 * @param versions in any order
 * @param now in milliseconds
 */
export function thinned(versions: readonly KeptVersion[], now: number): string[] {
  const newestFirst = versions.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const gone: string[] = [];
  const spans = new Set<string>();
  let kept = 0;
  let bytes = 0;
  let full = false;
  for (const [index, { id, at, size }] of newestFirst.entries()) {
    const span = spanOf(at, now);
    const newer = span !== null && spans.has(span);
    if (span !== null) spans.add(span);
    if (index >= LATEST) {
      // Once one does not fit, nothing older stays in its place: a gap would be taken for a pause.
      if (!newer) full ||= kept === MOST || bytes + size > MOST_BYTES;
      if (newer || full) {
        gone.push(id);
        continue;
      }
    }
    kept++;
    bytes += size;
  }
  return gone;
}

type ListField = 'competencies' | 'people' | 'links' | 'attachments';
/** What says who, when and where an entry is kept, rather than what it says. */
type Bookkeeping = 'id' | 'created' | 'updated';
type SingleField = Exclude<keyof Entry, ListField | Bookkeeping>;

/** A field that holds one thing, and what it held before and after. */
export type SingleChange = {
  [Field in SingleField]: {
    readonly field: Field;
    readonly before: Entry[Field];
    readonly after: Entry[Field];
  };
}[SingleField];

/** A field that holds a list. With nothing removed and nothing added, the order is another. */
export type ListChange = {
  [Field in ListField]: {
    readonly field: Field;
    readonly removed: Entry[Field];
    readonly added: Entry[Field];
  };
}[ListField];

export type FieldChange = SingleChange | ListChange;

const FIELDS = [
  'title',
  'text',
  'day',
  'through',
  'competencies',
  'scope',
  'part',
  'impact',
  'outcome',
  'project',
  'people',
  'links',
  'attachments',
  'confidentiality',
  'pinned',
  'deleted',
] as const satisfies readonly (SingleField | ListField)[];

/**
 * What differs between two versions of an entry, field by field, for a reader. When each was made
 * and written is not told.
 */
export function changesBetween(before: Entry, after: Entry): readonly FieldChange[] {
  return FIELDS.filter((field) => !same(before[field], after[field])).map((field) =>
    field === 'competencies' || field === 'people' || field === 'links' || field === 'attachments'
      ? ({
          field,
          removed: without<unknown>(before[field], after[field]),
          added: without<unknown>(after[field], before[field]),
        } as ListChange)
      : ({ field, before: before[field], after: after[field] } as SingleChange),
  );
}

/** Both from `parseEntry`, which fixes the order of the fields. */
function same(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** The items of a list that another does not have, or not so often. */
function without<Item>(list: readonly Item[], other: readonly Item[]): Item[] {
  const left = [...other];
  return list.filter((item) => {
    const at = left.findIndex((one) => same(one, item));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}
