import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { NO_FILTER, WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';

const at = (day: string, fields: Partial<Entry>) =>
  newEntry(new Date(`${day}T12:00:00Z`), { day, ...fields });

const FILE = '8b1f6f0e-2d0c-4a59-9d0a-52f1a3b6c7d8';

const entries = [
  at('2026-01-05', {
    title: 'Moved backups off the primary',
    text: 'Wrote a wrapper around pg_dump, so that the café dashboard stays fast.',
    competencies: ['best-practices', 'architecture-ownership'],
    project: 'Atlas',
    people: ['Sam Łukasz'],
    links: [{ url: 'https://example.com/mr/1', label: 'The merge request', quote: '' }],
    attachments: [{ id: FILE, name: 'Queue times.png', type: 'image/png', size: 4 }],
    outcome: 'Backup window from 4 h to 40 min',
    scope: 'department',
    part: 'led',
    impact: 3,
    confidentiality: 'committee',
  }),
  at('2026-02-10', {
    title: 'Coached Ana through her first incident',
    text: 'She now runs the retro alone.',
    competencies: ['mentoring', 'house-rules'],
    people: ['Ana'],
    impact: 1,
  }),
  at('2026-03-01', {
    text: '# Notes on the dump\n\npg dumps are slow, and dump files large',
    project: 'Borealis',
  }),
];

test.beforeEach(async ({ page }) => {
  await page.evaluate(async (entries) => {
    for (const entry of entries) await window.engine.save(entry);
  }, entries);
});

const cases: Record<string, readonly string[]> = {
  dump: ['Notes on the dump', 'Moved backups off the primary'],
  '"pg_dump"': ['Moved backups off the primary'],
  '"pg dump"': ['Moved backups off the primary'],
  pg_dump: ['Notes on the dump', 'Moved backups off the primary'],
  'cafe DASH': ['Moved backups off the primary'],
  '"CAFÉ dashboard"': ['Moved backups off the primary'],
  '"dashboard café"': [],
  lukasz: ['Moved backups off the primary'],
  'merge request': ['Moved backups off the primary'],
  'times png': ['Moved backups off the primary'],
  'dump -wrapper': ['Notes on the dump'],
  'dump -"dump files"': ['Moved backups off the primary'],
  'competency:mentoring': ['Coached Ana through her first incident'],
  'competency:"best practices"': ['Moved backups off the primary'],
  'competency:house-rules': ['Coached Ana through her first incident'],
  '-competency:mentoring': ['Notes on the dump', 'Moved backups off the primary'],
  'project:atlas': ['Moved backups off the primary'],
  'person:ana': ['Coached Ana through her first incident'],
  'scope:department': ['Moved backups off the primary'],
  'impact:>=2': ['Moved backups off the primary'],
  'impact:<2': ['Notes on the dump', 'Coached Ana through her first incident'],
  'strength:measured': ['Moved backups off the primary'],
  'from:2026-02': ['Notes on the dump', 'Coached Ana through her first incident'],
  'from:2026-02 to:2026-02': ['Coached Ana through her first incident'],
  'has:attachment': ['Moved backups off the primary'],
  'has:link': ['Moved backups off the primary'],
  'nothing-like-it': [],
};

test('search finds what it says it finds', async ({ page }) => {
  for (const [search, titles] of Object.entries(cases)) {
    const list = await page.evaluate((query) => window.engine.list(query), {
      ...WHOLE_JOURNAL,
      search,
    });
    expect(
      list.rows.map(({ title }) => title.text),
      search,
    ).toEqual(titles);
    expect(list.problems, search).toEqual([]);
    expect(list.read, search).toBe(1);
  }
});

test('hits are marked, in the title or in a snippet of what matched', async ({ page }) => {
  const search = (search: string) =>
    page.evaluate((query) => window.engine.list(query), { ...WHOLE_JOURNAL, search });
  const marked = ({
    text,
    marks,
  }: {
    text: string;
    marks: readonly (readonly [number, number])[];
  }) => marks.map(([start, end]) => text.slice(start, end));

  const [inTitle] = (await search('backup')).rows;
  expect(marked(inTitle?.title ?? { text: '', marks: [] })).toEqual(['backup']);
  const [inText] = (await search('cafe')).rows;
  expect(inText?.snippet?.text).toContain('café dashboard');
  expect(marked(inText?.snippet ?? { text: '', marks: [] })).toEqual(['café']);
});

test('a mistyped operator is explained', async ({ page }) => {
  for (const [search, sentence] of [
    ['competancy:mentoring', /Did you mean competency:/],
    ['impact:9', /takes 0 to 3/],
    ['from:2026-13', /takes a year, a month or a day/],
    ['competency:flying', /No competency is called/],
    ['scope:world', /self, group, stage/],
    ['strength:', /needs a value/],
  ] as const) {
    const list = await page.evaluate((query) => window.engine.list(query), {
      ...WHOLE_JOURNAL,
      search,
    });
    expect(list.problems.join(' '), search).toMatch(sentence);
    // Showing everything would be to ignore it; only a value still to come leaves the list as it is.
    expect(list.total, search).toBe(search === 'strength:' ? entries.length : 0);
  }
});

test('search is true after edits, trash, restore and emptying', async ({ page }) => {
  const [one, two] = entries;
  const found = (search: string, trash = false) =>
    page.evaluate(async (query) => (await window.engine.list(query)).rows.map(({ id }) => id), {
      search,
      filter: NO_FILTER,
      trash,
    });
  await page.evaluate((entry) => window.engine.save(entry), {
    ...entries[0],
    text: 'rewritten',
  } as Entry);
  expect(await found('wrapper')).toEqual([]);
  expect(await found('rewritten')).toEqual([one?.id]);
  await page.evaluate((id) => window.engine.trash(id), two?.id ?? '');
  expect(await found('coached')).toEqual([]);
  expect(await found('coached', true)).toEqual([two?.id]);
  await page.evaluate((entry) => window.engine.save(entry), {
    ...entries[1],
    text: 'late',
  } as Entry);
  expect(await found('late'), 'a late autosave does not bring it back').toEqual([]);
  await page.evaluate((id) => window.engine.restore(id), two?.id ?? '');
  expect(await found('coached')).toEqual([two?.id]);
  await page.evaluate((id) => window.engine.trash(id), two?.id ?? '');
  expect(await page.evaluate(() => window.engine.emptyTrash())).toBe(1);
  expect(await found('coached', true)).toEqual([]);
  expect(await page.evaluate((id) => window.engine.entry(id), two?.id ?? '')).toBeNull();
});
