import * as fc from 'fast-check';
import { ATTACHMENT_LIMITS } from '../../renderer/domain/attachment.ts';
import { addDays } from '../../renderer/domain/day.ts';
import {
  CONFIDENTIALITIES,
  type Entry,
  IMPACTS,
  newEntry,
  PARTS,
  parseEntry,
  SCOPES,
} from '../../renderer/domain/entry.ts';
import { competenciesOf, STAFF_ENGINEER } from '../../renderer/domain/framework.ts';

/** Entries for the tests: single ones by hand, whole journals by chance. */

const BORN = new Date('2026-01-01T09:00:00.000Z');

/** An entry with only what a test is about; as it would come out of the store. */
export function entryWith(fields: Partial<Entry>): Entry {
  const parsed = parseEntry(newEntry(BORN, fields));
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.entry;
}

/** The nth of a row of ids. */
export function idOf(number: number): string {
  return `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const KNOWN_IDS = competenciesOf(STAFF_ENGINEER).map(({ id }) => id);
const anyDay = fc.integer({ min: 0, max: 364 }).map((count) => addDays('2026-01-01', count));
const anyInstant = fc
  .date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** What people type, and what breaks documents: any of Unicode, marks of Markdown and HTML. */
const anyWords = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(...'`*_[]()<>#-+!|~&\\"\'=:;/\n\t .ab1', '<!--', '](', 'javascript:'),
  }),
);

/** Any entry that the schema lets in, in the shape in which the store keeps it. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.uuid({ version: 7 }),
    day: anyDay,
    length: fc.option(fc.nat({ max: 40 })),
    title: anyWords,
    text: anyWords,
    competencies: fc.array(fc.oneof(fc.constantFrom(...KNOWN_IDS), anyWords), { maxLength: 4 }),
    scope: fc.option(fc.constantFrom(...SCOPES)),
    part: fc.option(fc.constantFrom(...PARTS)),
    impact: fc.constantFrom(...IMPACTS),
    outcome: anyWords,
    project: anyWords,
    people: fc.array(anyWords, { maxLength: 3 }),
    links: fc.array(
      fc.record({
        url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
        label: anyWords,
        quote: anyWords,
      }),
      { maxLength: 2 },
    ),
    attachments: fc.array(
      fc.record({
        id: fc.uuid(),
        name: anyWords,
        type: fc.oneof(fc.constantFrom('image/png', 'text/plain; charset=utf-8'), anyWords),
        size: fc.nat({ max: ATTACHMENT_LIMITS.bytes }),
      }),
      { maxLength: 2 },
    ),
    confidentiality: fc.constantFrom(...CONFIDENTIALITIES),
    pinned: fc.boolean(),
    created: anyInstant,
    updated: anyInstant,
    deleted: fc.option(anyInstant),
  })
  .map(({ length, ...fields }) =>
    entryWith({ ...fields, through: length === null ? null : addDays(fields.day, length) }),
  );

/** Entries with ids that differ. */
export const anyJournal: fc.Arbitrary<Entry[]> = fc.uniqueArray(anyEntry, {
  selector: ({ id }) => id,
  maxLength: 20,
});
