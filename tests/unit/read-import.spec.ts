import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { LONGEST_LINE, readLines } from '../../renderer/formats/lines.ts';
import { readImport, UnreadableFile } from '../../renderer/formats/read-import.ts';
import { NOW, readAll } from './reading.ts';

const GOOD = '{"day":"2026-03-01","title":"Good","body":"line"}';

/** The problems of a line that stands between two good ones. */
async function problemsOf(line: string | Uint8Array<ArrayBuffer>): Promise<string[]> {
  const after = GOOD.replace('Good', 'Good too');
  const read = await readAll(new Blob([`${GOOD}\n`, line, `\n${after}\n`]));
  expect(read.format).toBe('lines');
  expect(read.entries.map(({ title }) => title)).toEqual(['Good', 'Good too']);
  for (const problem of read.problems) expect(problem.line).toBe(2);
  return read.problems.map(({ problem }) => problem);
}

test('a line becomes an entry', async () => {
  const { entries } = await readAll(
    JSON.stringify({
      day: '2026-03-01',
      title: 'Led the review',
      body: 'First\n\n- one',
      competencies: ['mentoring', 'of-another-company'],
      topic: 'atlas',
      people: ['Sam', ' Kim '],
      outcome: '40 % faster',
      scope: 'stage',
      part: 'led',
      impact: 2,
      confidentiality: 'manager',
      through: '2026-03-04',
      links: [{ url: 'https://example.com/1' }],
      mood: 'unknown fields are dropped',
    }),
  );
  expect(entries).toEqual([
    {
      id: expect.stringMatching(/^019ca945-0a00-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      day: '2026-03-01',
      through: '2026-03-04',
      title: 'Led the review',
      text: 'First\n\n- one',
      competencies: ['mentoring', 'of-another-company'],
      scope: 'stage',
      part: 'led',
      impact: 2,
      outcome: '40 % faster',
      project: 'atlas',
      people: ['Sam', 'Kim'],
      links: [{ url: 'https://example.com/1', label: '', quote: '' }],
      attachments: [],
      confidentiality: 'manager',
      pinned: false,
      created: NOW.toISOString(),
      updated: NOW.toISOString(),
      deleted: null,
    },
  ]);
});

test('the topic is the project only where there is no project', async () => {
  const { entries } = await readAll(
    '{"day":"2026-03-01","title":"a","topic":"t","project":"p"}\n{"day":"2026-03-01","title":"b","topic":"t"}',
  );
  expect(entries.map(({ project }) => project)).toEqual(['p', 't']);
});

// FROZEN: with other ids, files imported before would be imported once more.
test('the id of a line is the same for ever', async () => {
  const { entries } = await readAll(`${GOOD}\n{"day":"1969-07-20","title":"Before 1970"}`);
  expect(entries.map(({ id }) => id)).toEqual([
    '019ca945-0a00-7427-b3a4-c20ded0ed209',
    '00000000-0000-715d-8956-d70698289a8f',
  ]);
});

test('the id depends on day, title and body, and on nothing else', async () => {
  const line = (fields: object) => JSON.stringify({ ...JSON.parse(GOOD), ...fields });
  const { entries } = await readAll(
    [
      GOOD,
      line({ project: 'p', impact: 3 }),
      line({ day: '2026-03-02' }),
      line({ title: 'Goo', body: 'dline' }),
      line({ body: 'lines' }),
    ].join('\n'),
  );
  expect(entries[1]?.id).toBe(entries[0]?.id);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(4);
});

for (const [name, line, problem] of [
  ['truncated JSON', '{"day":"2026-03-01","tit', 'is not valid JSON'],
  ['a list', '[1, 2]', 'is not a JSON object'],
  ['a text', '"2026-03-01"', 'is not a JSON object'],
  ['null', 'null', 'is not a JSON object'],
  ['no day', '{"title":"x"}', 'day is missing'],
  ['nothing but a day', '{"day":"2026-03-01"}', 'title and body are missing'],
  [
    'an impossible day',
    '{"day":"2026-02-30","title":"x"}',
    'day is not a day of the calendar (YYYY-MM-DD)',
  ],
  [
    'an instant for a day',
    '{"day":"2026-03-01T10:00:00Z","title":"x"}',
    'day is not a day of the calendar (YYYY-MM-DD)',
  ],
  ['a number for a day', '{"day":20260301,"title":"x"}', 'day must be a day, YYYY-MM-DD'],
  [
    'a last day before the first',
    '{"day":"2026-03-01","through":"2026-02-01","title":"x"}',
    'through is before the day',
  ],
  ['a number for a title', '{"day":"2026-03-01","title":7}', 'title must be text'],
  ['an object for a body', '{"day":"2026-03-01","body":{}}', 'body must be text'],
  ['a list for a text', '{"day":"2026-03-01","text":[]}', 'text must be text'],
  ['a number for a topic', '{"day":"2026-03-01","title":"x","topic":1}', 'topic must be text'],
  [
    'a text for competencies',
    '{"day":"2026-03-01","title":"x","competencies":"mentoring"}',
    'competencies must be a list of texts',
  ],
  [
    'a number among competencies',
    '{"day":"2026-03-01","title":"x","competencies":["a",1]}',
    'competencies.1 must be text',
  ],
  [
    'a text for people',
    '{"day":"2026-03-01","title":"x","people":"Sam"}',
    'people must be a list of texts',
  ],
  [
    'an unknown scope',
    '{"day":"2026-03-01","title":"x","scope":"galaxy"}',
    'scope must be one of self, group, stage, department, company, customer',
  ],
  [
    'too high an impact',
    '{"day":"2026-03-01","title":"x","impact":4}',
    'impact must be 0, 1, 2 or 3',
  ],
  [
    'a javascript: link',
    '{"day":"2026-03-01","title":"x","links":[{"url":"javascript:alert(1)"}]}',
    'links.0.url must start with https://, http:// or mailto:',
  ],
  [
    'a text too long',
    JSON.stringify({ day: '2026-03-01', body: 'x'.repeat(2_000_001) }),
    'body is longer than 2,000,000 characters',
  ],
] as const) {
  test(`${name} is a problem of that line`, async () => {
    expect(await problemsOf(line)).toEqual([problem]);
  });
}

test('bytes that are not UTF-8 are a problem of that line', async () => {
  const latin = new Uint8Array([
    ...new TextEncoder().encode('{"day":"2026-03-01","title":"caf'),
    0xe9,
    0x22,
    0x7d,
  ]);
  expect(await problemsOf(latin)).toEqual(['is not valid UTF-8']);
});

test('NUL and lone surrogates are made harmless', async () => {
  const { entries, problems } = await readAll(
    '{"day":"2026-03-01","title":"a\\u0000b","body":"x\\ud800y\\udc00"}',
  );
  expect(problems).toEqual([]);
  expect(entries[0]).toMatchObject({ title: 'a\uFFFDb', text: 'x\uFFFDy\uFFFD' });
});

test('keys that reach for prototypes are dropped', async () => {
  const { entries, problems } = await readAll(
    '{"day":"2026-03-01","title":"x","__proto__":{"project":"polluted","deleted":"yes"},"constructor":{"prototype":{"y":1}}}',
  );
  expect(problems).toEqual([]);
  expect(entries[0]).toMatchObject({ title: 'x', project: '', deleted: null });
  expect(Object.getPrototypeOf(entries[0])).toBe(Object.prototype);
  expect(Object.getOwnPropertyNames(entries[0])).not.toContain('constructor');
  expect('project' in {} || 'y' in {}).toBe(false);
});

test('a byte order mark, CRLF, blank lines and a missing last line break are fine', async () => {
  const { entries, problems } = await readAll(
    `\uFEFF\r\n${GOOD}\r\n\r\n  \n${GOOD.replace('Good', 'Good too')}`,
  );
  expect(problems).toEqual([]);
  expect(entries.map(({ title }) => title)).toEqual(['Good', 'Good too']);
});

test('lines that end early say after which entry', async () => {
  const { entries, problems } = await readAll(`${GOOD}\n\n${GOOD.slice(0, 30)}`);
  expect(entries).toHaveLength(1);
  expect(problems).toEqual([
    { line: 3, problem: 'the file ends early, after the entry on line 1' },
  ]);
});

test('a file whose first lines are bad is still read', async () => {
  const { entries, problems } = await readAll(`# my notes\n{"title":"no day"}\n${GOOD}\n`);
  expect(entries).toHaveLength(1);
  expect(problems).toEqual([
    { line: 1, problem: 'is not valid JSON' },
    { line: 2, problem: 'day is missing' },
  ]);
});

for (const [name, content] of [
  ['an empty file', ''],
  ['white space', ' \n\n'],
  ['prose', 'Dear diary,\ntoday I led a review.\n'],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
  ['a list of entries', `[${GOOD},\n${GOOD}]`],
  ['a Day One export', '{"metadata":{"version":"1.0"},"entries":[{"uuid":"A","text":"b"}]}'],
  [
    'a jrnl export',
    '{"tags":{},"entries":[{"title":"x","body":"","date":"2026-03-09","time":"20:30"}]}',
  ],
  ['a summary of ours', '{"format":"staff-journal-summary","version":1}'],
  ['UTF-16', new Uint8Array([0xff, 0xfe, ...Buffer.from(GOOD, 'utf16le')])],
  ['an archive without entries', '{"format":"staff-journal-archive","version":1}'],
  [
    'an archive whose entries are no list',
    '{"format":"staff-journal-archive","version":1,"entries":{}}',
  ],
  ['an archive of no version', '{"format":"staff-journal-archive","entries":[]}'],
] as const) {
  test(`${name} is refused with a sentence`, async () => {
    const refusal = readImport(new Blob([content]), { now: NOW });
    await expect(refusal).rejects.toBeInstanceOf(UnreadableFile);
    await expect(refusal).rejects.toMatchObject({
      reason: 'unknown-format',
      message: expect.stringContaining('Expected a Staff Journal archive, or JSON Lines'),
    });
  });
}

test('a line of 50 MB is a problem, wherever it stands', async () => {
  const piece = 'x'.repeat(1024 * 1024);
  const long = ['{"day":"2026-03-01","body":"', ...Array(50).fill(piece), '"}'];
  for (const [parts, line, good] of [
    [[`${GOOD}\n`, ...long, `\n${GOOD}\n`], 2, 2],
    [long, 1, 0],
    [[...long, '\n', GOOD], 1, 1],
  ] as const) {
    const { entries, problems } = await readAll(new Blob([...parts]));
    expect(entries).toHaveLength(good);
    expect(problems).toEqual([{ line, problem: 'is longer than 16 MB' }]);
  }
});

test('a long line is not held in memory', async () => {
  setFlagsFromString('--expose_gc');
  const collect: () => void = runInNewContext('gc');
  const held = () => {
    collect();
    return process.memoryUsage().arrayBuffers;
  };
  const before = held();
  let most = 0;
  async function* chunks() {
    for (let megabyte = 0; megabyte < 64; megabyte++) {
      yield new Uint8Array(1024 * 1024).fill(0x78);
      if (megabyte % 4 === 0) most = Math.max(most, held() - before);
    }
  }
  for await (const line of readLines(chunks())) expect(line.text).toBeNull();
  expect(most).toBeLessThan(LONGEST_LINE + 4 * 1024 * 1024);
});

test('progress reaches the size of the file', async () => {
  const file = new Blob([`${GOOD}\n`.repeat(5_000)]);
  const { found } = await readImport(file, { now: NOW });
  const reached: number[] = [];
  for await (const { bytesRead } of found) reached.push(bytesRead);
  // Once for all of them: the runner keeps account of each that is asked.
  expect(reached.filter((bytes, index) => bytes <= (reached[index - 1] ?? 0))).toEqual([]);
  expect(reached.at(-1)).toBe(file.size);
});

const TIL = join(import.meta.dirname, '../../../shared/data/til.jsonl');

test('ten years of real notes are read, and twice gives the same', async () => {
  test.skip(!existsSync(TIL), 'til.jsonl is not beside this checkout');
  const file = new Blob([await readFile(TIL)]);
  const first = await readAll(file);
  expect(first.problems).toEqual([]);
  expect(first.entries).toHaveLength(1824);
  expect(first.entries[0]).toMatchObject({
    day: '2015-02-06',
    title: 'Summing Collections',
    project: 'ruby',
  });
  expect(new Set(first.entries.map(({ id }) => id)).size).toBe(1824);
  expect(await readAll(file)).toEqual(first);
});
