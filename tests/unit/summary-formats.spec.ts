import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { AUDIENCES } from '../../renderer/domain/audience.ts';
import type { Entry } from '../../renderer/domain/entry.ts';
import { STAFF_ENGINEER } from '../../renderer/domain/framework.ts';
import { periodNamed } from '../../renderer/domain/period.ts';
import { divide, type SummaryOptions, summarise } from '../../renderer/domain/summary.ts';
import { summaryToHtml } from '../../renderer/formats/summary-html.ts';
import { summaryToJson } from '../../renderer/formats/summary-json.ts';
import { summaryToMarkdown } from '../../renderer/formats/summary-markdown.ts';
import { anyJournal, entryWith, idOf } from './journals.ts';

const period = periodNamed('2026');
if (period === null) throw new Error('2026 is a period');
const YEAR: SummaryOptions = { period, audience: 'me', framework: STAFF_ENGINEER, texts: 'all' };

const FORMATS = { md: summaryToMarkdown, html: summaryToHtml, json: summaryToJson } as const;

const JOURNAL: readonly Entry[] = [
  entryWith({
    id: idOf(1),
    day: '2026-02-03',
    through: '2026-03-02',
    title: 'Brought two engineers up to review the storage engine',
    text: '## What happened\n\nPaired twice a week. See [the guide](https://example.com/guide).\n\n```ruby\n# not a heading\nputs "<b>"\n```\n\nBefore\n======\n\n| who | reviews |\n|-----|--------:|\n| Sam | 12 |\n',
    competencies: ['mentoring', 'reviewer-mentoring'],
    scope: 'stage',
    part: 'led',
    impact: 3,
    outcome: 'Review time down from 3 days to 1',
    project: 'Atlas',
    people: ['Sam Doe'],
    links: [
      {
        url: 'https://example.com/mr/1?a=1&b=2',
        label: 'Merge request',
        quote: 'Great work.\n\n- Kim',
      },
      { url: 'https://example.com/mr/2', label: '', quote: '' },
    ],
    confidentiality: 'public',
  }),
  entryWith({
    id: idOf(2),
    day: '2026-01-15',
    title: 'Wrote *down* <how> we `release` & why_not my_hash [now](then)',
    competencies: ['best-practices', 'mentoring'],
    impact: 1,
    project: 'Release',
    links: [{ url: 'mailto:team@example.com', label: 'Thread', quote: '' }],
    confidentiality: 'committee',
  }),
  entryWith({
    id: idOf(3),
    day: '2026-06-30',
    text: 'No title, and a competency of **another** company.',
    competencies: ['of-another-company'],
    confidentiality: 'manager',
  }),
  entryWith({ id: idOf(4), day: '2026-07-01', scope: 'self', part: 'contributed' }),
];

for (const [extension, write] of Object.entries(FORMATS)) {
  test(`${extension} is as it was`, async () => {
    const golden = join(import.meta.dirname, `../golden/summary.${extension}`);
    const document = write(summarise(JOURNAL, YEAR));
    // To renew the golden files, and read what changed: UPDATE_GOLDEN=1 npx playwright test --project=unit
    if (process.env.UPDATE_GOLDEN === '1') await writeFile(golden, document);
    expect(document).toBe(await readFile(golden, 'utf8'));
  });

  test(`${extension} has the same bytes whatever the order, the machine and the clock`, async () => {
    const before = process.env.TZ;
    const first = write(summarise(JOURNAL, YEAR));
    process.env.TZ = 'Pacific/Kiritimati';
    const second = write(summarise(JOURNAL.toReversed(), YEAR));
    process.env.TZ = before;
    expect(second).toBe(first);
  });
}

test('nothing of an entry that stays behind is in any format', () => {
  fc.assert(
    fc.property(anyJournal, fc.constantFrom(...AUDIENCES), (random, audience) => {
      // Words that no other part of the document can hold by chance.
      const journal = random.map((entry, index) => marked(entry, `secret${index}x`));
      const { leaving, staying } = divide(journal, audience);
      const documents = Object.values(FORMATS).map((write) => ({
        all: write(summarise(journal, { ...YEAR, audience })),
        alone: write(summarise(leaving, { ...YEAR, audience })),
      }));
      for (const { all, alone } of documents) {
        if (all !== alone || all.includes('corroborator')) return false;
        if (staying.some(({ title }) => all.includes(title))) return false;
        if (!leaving.every(({ title }) => all.includes(title))) return false;
      }
      return true;
    }),
    { numRuns: 300 },
  );
});

function marked(entry: Entry, word: string): Entry {
  return entryWith({
    ...entry,
    title: word,
    text: `${word}text`,
    outcome: `${word}outcome`,
    project: `${word}project`,
    people: [`${word}corroborator`],
    links: [{ url: `https://example.com/${word}`, label: `${word}label`, quote: `${word}quote` }],
  });
}

test('texts are there where chosen', () => {
  for (const write of Object.values(FORMATS)) {
    const document = (texts: 'all' | string[]) => write(summarise(JOURNAL, { ...YEAR, texts }));
    expect(document('all')).toContain('Paired twice a week');
    expect(document([idOf(1)])).toContain('Paired twice a week');
    expect(document([idOf(2)])).not.toContain('Paired twice a week');
    expect(document([])).not.toContain('Paired twice a week');
  }
});

test('a period without entries makes a whole document', () => {
  expect(summaryToMarkdown(summarise([], YEAR))).toContain('No entries in this period');
  expect(summaryToHtml(summarise([], YEAR))).toContain('No entries in this period');
  expect(JSON.parse(summaryToJson(summarise([], YEAR)))).toMatchObject({
    format: 'staff-journal-summary',
    version: 1,
    totals: { entries: 0, covered: 0, competencies: 22 },
    competencies: [],
    others: [],
  });
});
