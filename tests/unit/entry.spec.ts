import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { AUDIENCES, mayLeave } from '../../renderer/domain/audience.ts';
import {
  CONFIDENTIALITIES,
  type Entry,
  headline,
  isSafeUrl,
  newEntry,
  parseEntry,
  sameContent,
} from '../../renderer/domain/entry.ts';
import { strengthOf } from '../../renderer/domain/strength.ts';
import { anyEntry, entryWith, idOf } from './journals.ts';

test('a new entry is private, of today, and valid', () => {
  const now = new Date(2026, 10, 23, 9, 30);
  const entry = newEntry(now);
  expect(entry).toMatchObject({ day: '2026-11-23', confidentiality: 'private', deleted: null });
  expect(parseEntry(entry)).toEqual({ entry });
});

test('what was let in once is let in unchanged for ever', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const again = parseEntry(JSON.parse(JSON.stringify(entry)));
      return 'entry' in again && JSON.stringify(again.entry) === JSON.stringify(entry);
    }),
  );
});

test('takes anything and throws nothing', () => {
  fc.assert(
    fc.property(
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }),
      (input) => {
        const parsed = parseEntry(input);
        return 'problem' in parsed && parsed.problem.length > 0;
      },
    ),
  );
});

for (const [field, value, problem] of [
  ['day', '2026-02-30', 'day is not a day of the calendar (YYYY-MM-DD)'],
  ['through', '2025-12-31', 'through is before the day'],
  ['title', 'x'.repeat(2_001), 'title is longer than 2,000 characters'],
  ['id', '../../etc', 'id must be a UUID'],
  ['impact', '2', 'impact must be 0, 1, 2 or 3'],
  ['pinned', 'yes', 'pinned must be true or false'],
  ['created', 'yesterday', 'created is not an instant'],
  [
    'links',
    [{ url: 'file:///etc/passwd' }],
    'links.0.url must start with https://, http:// or mailto:',
  ],
  ['competencies', Array(201).fill('x'), 'competencies has more than 200 items'],
] as const) {
  test(`a wrong ${field} is named`, () => {
    expect(parseEntry({ ...newEntry(new Date('2026-01-01T12:00:00Z')), [field]: value })).toEqual({
      problem,
    });
  });
}

test('a missing field is named', () => {
  const { outcome: _, ...entry } = newEntry(new Date('2026-01-01T12:00:00Z'));
  expect(parseEntry(entry)).toEqual({ problem: 'outcome is missing' });
});

test('names are trimmed, without blanks and doubles, in the order given', () => {
  const { people, competencies } = entryWith({
    people: [' Sam ', '', 'Kim', 'Sam'],
    competencies: ['of-another-company', 'mentoring', 'mentoring'],
  });
  expect(people).toEqual(['Sam', 'Kim']);
  expect(competencies).toEqual(['of-another-company', 'mentoring']);
});

test('links lead to the web and to mail only', () => {
  for (const url of ['https://a.b/c?d#e', 'http://localhost:1', 'mailto:a@b.c', 'HTTPS://A.B'])
    expect(isSafeUrl(url)).toBe(true);
  for (const url of [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///x',
    'blob:https://a/b',
    'vbscript:x',
    '/relative',
    '',
    'https://',
  ]) {
    expect(isSafeUrl(url)).toBe(false);
  }
});

test('two entries say the same whenever they were written', () => {
  const entry = entryWith({ title: 'a' });
  expect(sameContent(entry, { ...entry, created: '', updated: '' })).toBe(true);
  expect(sameContent(entry, { ...entry, title: 'b' })).toBe(false);
});

test('the headline is the title, or the first words of the text', () => {
  expect(headline({ title: ' Title ', text: 'text' })).toBe('Title');
  expect(headline({ title: ' ', text: '\n\n## **First** `words`\nmore' })).toBe('First words');
  expect(headline({ title: '', text: 'x'.repeat(200) })).toBe(`${'x'.repeat(119)}…`);
  expect(headline({ title: '', text: ' \n' })).toBe('');
});

test('each step of strength needs the ones before it', () => {
  const links = [{ url: 'https://example.com', label: '', quote: '' }];
  const attachments = [{ id: idOf(1), name: 'graph.png', type: 'image/png', size: 1 }];
  const people = ['Sam'];
  const of = (fields: Partial<Entry>) => strengthOf(entryWith(fields));
  expect(of({})).toBe('claim');
  expect(of({ people, outcome: '40 %' })).toBe('claim');
  expect(of({ links, outcome: '40 %' })).toBe('artefact');
  expect(of({ attachments, outcome: '40 %' })).toBe('artefact');
  expect(of({ links, people, outcome: ' ' })).toBe('corroborated');
  expect(of({ attachments, people, outcome: '40 %' })).toBe('measured');
});

test('who may read what', () => {
  const readable = AUDIENCES.map((audience) => [
    audience,
    CONFIDENTIALITIES.filter((confidentiality) => mayLeave(confidentiality, audience)),
  ]);
  expect(Object.fromEntries(readable)).toEqual({
    me: ['private', 'manager', 'committee', 'public'],
    manager: ['manager', 'committee', 'public'],
    committee: ['committee', 'public'],
    public: ['public'],
  });
});
