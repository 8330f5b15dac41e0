import { addDays, dayOf, formatDay } from '../../domain/day.ts';
import type { Entry, Link } from '../../domain/entry.ts';
import { competencyName } from '../../domain/framework.ts';
import type { ListChange, SingleChange } from '../../domain/history.ts';
import type { Piece, TextChanges } from '../../domain/text-changes.ts';
import { wordsOf } from '../../domain/words.ts';
import { counted, number } from '../counted.ts';
import { CONFIDENTIALITY_NAMES, capital } from '../names.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** `Today 14:05`, `Yesterday 09:12`, `3 March 2026 09:12`, where the writer is. */
export function whenWritten(iso: string, now: Date): string {
  const written = new Date(iso);
  const [day, today] = [dayOf(written), dayOf(now)];
  const names = new Map([
    [today, 'Today'],
    [addDays(today, -1), 'Yesterday'],
  ]);
  return `${names.get(day) ?? date.format(written)} ${clock.format(written)}`;
}

/** `today 14:05`: as it stands within a sentence. */
export function inSentence(when: string): string {
  return when.charAt(0).toLowerCase() + when.slice(1);
}

export function words(count: number): string {
  return counted(count, 'word', 'words');
}

/** Counting more would keep the screen waiting; the engine counts those of the versions. */
const COUNTED_CHARACTERS = 200_000;

/** `312 words`; null for a text that is too long to be counted here. */
export function wordsIn({ title, text }: Entry): string | null {
  return text.length > COUNTED_CHARACTERS ? null : words(wordsOf(`${title} ${text}`).length);
}

/** What changed in the text, in a few words, to follow `Then, until now: `. */
export function changesSentence(changes: TextChanges): string {
  if (changes.by === 'whole') {
    return 'too much changed to be compared. All from the first difference to the last is shown as removed and added.';
  }
  if (changes.by === 'lines') return 'so much changed that it is compared line by line.';
  const pieces = changes.stretches.flatMap((one) => (one.kind === 'changed' ? one.pieces : []));
  if (pieces.length === 0) return 'the text stayed as it was.';
  const length = pieces.reduce((sum, { text }) => sum + text.length, 0);
  if (length > COUNTED_CHARACTERS) return 'much was added or removed.';
  const count = (kind: Piece['kind']) =>
    pieces
      .filter((piece) => piece.kind === kind)
      .reduce((sum, { text }) => sum + wordsOf(text).length, 0);
  const [added, removed] = [count('added'), count('removed')];
  if (added + removed === 0) return 'only signs and spaces changed in the text.';
  return [
    added > 0 && `${words(added)} added`,
    removed > 0 && `${added > 0 ? number(removed) : words(removed)} removed`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('.');
}

export const FIELD_NAMES: Readonly<Record<(SingleChange | ListChange)['field'], string>> = {
  title: 'Title',
  text: 'Text',
  day: 'Day',
  through: 'Through',
  competencies: 'Competencies',
  scope: 'Scope',
  part: 'Part',
  impact: 'Impact',
  outcome: 'Outcome',
  project: 'Project',
  people: 'People',
  links: 'Links',
  attachments: 'Attachments',
  confidentiality: 'Confidentiality',
  pinned: 'Pinned',
  deleted: 'Kept in',
};

type Single = SingleChange['field'];

const VALUES: { readonly [Field in Single]: (value: Entry[Field]) => string } = {
  title: (title) => title,
  text: (text) => text,
  day: (day) => formatDay(day, 'en-GB'),
  through: (day) => (day === null ? 'None' : formatDay(day, 'en-GB')),
  scope: (scope) => (scope === null ? 'Not said' : capital(scope)),
  part: (part) => (part === null ? 'Not said' : capital(part)),
  impact: (impact) => (impact === 0 ? 'Not rated' : String(impact)),
  outcome: (outcome) => outcome,
  project: (project) => project,
  confidentiality: (confidentiality) => CONFIDENTIALITY_NAMES[confidentiality],
  pinned: (pinned) => (pinned ? 'Yes' : 'No'),
  deleted: (deleted) => (deleted === null ? 'Journal' : 'Trash'),
};

/** The value of a field as the entry's screen says it. */
export function valueText<Field extends Single>(field: Field, value: Entry[Field]): string {
  return VALUES[field](value);
}

type Items = Pick<Entry, ListChange['field']>;

const ITEMS: { readonly [Field in keyof Items]: (item: Items[Field][number]) => string } = {
  competencies: competencyName,
  people: (person) => person,
  links: ({ label, url }: Link) => (label === '' ? url : `${label} (${url})`),
  attachments: ({ name }) => name,
};

/** The items of a list as the entry's screen names them. */
export function itemTexts<Field extends keyof Items>(
  field: Field,
  items: Items[Field],
): readonly string[] {
  return (items as readonly Items[Field][number][]).map(ITEMS[field]);
}
