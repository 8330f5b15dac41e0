import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import type { Entry } from '../../renderer/domain/entry.ts';
import { archiveLines } from '../../renderer/formats/archive.ts';
import { readImport, UnreadableFile } from '../../renderer/formats/read-import.ts';
import { anyJournal, entryWith, idOf } from './journals.ts';
import { type Problem, readAll } from './reading.ts';

const one = entryWith({ id: idOf(1), day: '2026-03-01', title: 'Ünïcode ✓', text: 'a\n\tb' });
const two = entryWith({
  id: idOf(2),
  day: '2026-03-02',
  title: 'In the trash',
  competencies: ['of-another-company'],
  deleted: '2026-03-03T10:00:00.000Z',
});

async function archiveOf(entries: readonly Entry[]): Promise<string> {
  let archive = '';
  for await (const piece of archiveLines(entries)) archive += piece;
  return archive;
}

test('an archive is valid JSON with one entry a line', async () => {
  const archive = await archiveOf([one, two]);
  expect(JSON.parse(archive)).toEqual({
    format: 'staff-journal-archive',
    version: 1,
    entries: [one, two],
  });
  const lines = archive.split('\n');
  expect(lines[0]).toBe('{"format":"staff-journal-archive","version":1,"entries":[');
  expect(lines[1]).toBe(`${JSON.stringify(one)},`);
  expect(lines.slice(3)).toEqual([']}', '']);
});

test('what was archived comes back the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyJournal, async (journal) => {
      const read = await readAll(await archiveOf(journal));
      expect(read).toEqual({ format: 'archive', entries: journal, problems: [] });
    }),
    { numRuns: 300 },
  );
});

for (const [name, laidOut] of [
  ['pretty-printed', (archive: string) => JSON.stringify(JSON.parse(archive), null, 2)],
  ['on one line', (archive: string) => JSON.stringify(JSON.parse(archive))],
  ['with its keys in another order', reordered],
  [
    'with CRLF and a byte order mark',
    (archive: string) => `\uFEFF${archive.replaceAll('\n', '\r\n')}`,
  ],
  ['without a last line break', (archive: string) => archive.trimEnd()],
  ['with blank lines', (archive: string) => `\n\n${archive.replaceAll('\n', '\n\n')}\n`],
] as const) {
  test(`an archive ${name} is read all the same`, async () => {
    const read = await readAll(laidOut(await archiveOf([one, two])));
    expect(read).toEqual({ format: 'archive', entries: [one, two], problems: [] });
  });
}

function reordered(archive: string): string {
  const { entries, version, format } = JSON.parse(archive);
  return JSON.stringify({ version, entries, format }, null, 1);
}

test('an empty archive is an archive', async () => {
  expect(await readAll(await archiveOf([]))).toEqual({
    format: 'archive',
    entries: [],
    problems: [],
  });
});

test('an archive cut anywhere keeps its whole entries and says where it ends', async () => {
  const archive = await archiveOf([one, two]);
  const header = archive.indexOf('\n');
  const firstEnds = header + 1 + JSON.stringify(one).length;
  const secondEnds = firstEnds + 2 + JSON.stringify(two).length;
  for (let length = header; length < archive.trimEnd().length; length++) {
    const { entries, problems } = await readAll(archive.slice(0, length));
    const whole = [one, two].slice(0, Number(length >= firstEnds) + Number(length >= secondEnds));
    expect(entries).toEqual(whole);
    const after = [
      'before the first entry',
      'after the entry on line 2',
      'after the entry on line 3',
    ];
    expect(problems.map(({ problem }: Problem) => problem)).toEqual([
      `the file ends early, ${after[whole.length]}`,
    ]);
  }
});

test('a pretty-printed archive that ends early is refused with the reason', async () => {
  const pretty = JSON.stringify(JSON.parse(await archiveOf([one, two])), null, 2);
  await expect(readAll(pretty.slice(0, -20))).rejects.toThrow(/not valid JSON: it ends early/);
});

test('a damaged line costs that line alone', async () => {
  const lines = (await archiveOf([one, two])).split('\n');
  lines[1] = '{"id": nonsense},';
  const { entries, problems } = await readAll(lines.join('\n'));
  expect(entries).toEqual([two]);
  expect(problems).toEqual([{ line: 2, problem: 'is not valid JSON' }]);
});

test('what stands after the end is a problem, not an entry', async () => {
  const { entries, problems } = await readAll(`${await archiveOf([one])}${JSON.stringify(two)}\n`);
  expect(entries).toEqual([one]);
  expect(problems).toEqual([{ line: 4, problem: 'stands after the end of the archive' }]);
});

test('an archive of a newer version is refused with a sentence', async () => {
  for (const layout of [(text: string) => text, reordered]) {
    const archive = layout((await archiveOf([one])).replace('"version":1', '"version":2'));
    const refusal = readImport(new Blob([archive]), { now: new Date() });
    await expect(refusal).rejects.toBeInstanceOf(UnreadableFile);
    await expect(refusal).rejects.toMatchObject({
      reason: 'newer-version',
      message: expect.stringContaining('newer version of Staff Journal'),
    });
  }
});

test('wrong types in an archive are problems that name the field', async () => {
  const archive = await archiveOf([one, two]);
  const { entries, problems } = await readAll(archive.replace('"impact":0', '"impact":"high"'));
  expect(entries).toEqual([two]);
  expect(problems).toEqual([{ line: 2, problem: 'impact must be 0, 1, 2 or 3' }]);
});
