import type { Page } from '@playwright/test';
import { strToU8, zipSync } from 'fflate';
import { newEntry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { keysIn } from '../support/files.ts';

const preview = (page: Page, text: string) =>
  page.evaluate((text) => window.engine.previewImport(new Blob([text])), text);
const commit = (page: Page, goodLinesOnly = false) =>
  page.evaluate((goodLinesOnly) => window.engine.commitImport({ goodLinesOnly }), goodLinesOnly);
const total = async (page: Page) =>
  (await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL)).total;

const lines = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    JSON.stringify({ day: '2026-01-05', title: `Line ${index}`, body: 'text '.repeat(100) }),
  ).join('\n');

test('a file is previewed, added in one go, never twice, and can be undone', async ({ page }) => {
  const file = lines(700);
  expect(await preview(page, file)).toMatchObject({
    format: 'lines',
    fresh: 700,
    known: 0,
    bad: 0,
  });
  expect(await total(page), 'a preview writes nothing').toBe(0);
  expect(await commit(page)).toEqual({ added: 700 });
  expect(await total(page)).toBe(700);
  expect(await preview(page, file)).toMatchObject({ fresh: 0, known: 700, different: 0 });
  expect(await commit(page)).toEqual({ added: 0 });
  expect(await preview(page, `${file}\n${lines(1)}\n${lines(701)}`)).toMatchObject({ fresh: 1 });
  expect(await commit(page)).toEqual({ added: 1 });
  expect(await page.evaluate(() => window.engine.undoImport())).toEqual({ removed: 1, kept: 0 });
  expect(await total(page)).toBe(700);
});

test('undo keeps what was edited since', async ({ page }) => {
  await preview(page, lines(3));
  await commit(page);
  const { rows } = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  await page.evaluate(async (id) => {
    const entry = await window.engine.entry(id);
    if (entry !== null) await window.engine.save({ ...entry, title: 'Mine now' });
  }, rows[0]?.id ?? '');
  expect(await page.evaluate(() => window.engine.undoImport())).toEqual({ removed: 2, kept: 1 });
  expect(await total(page)).toBe(1);
});

test('bad lines are named, and only the writer’s word lets the good ones in', async ({ page }) => {
  const file = `${lines(2)}\n{"day":"2026-02-30","title":"No such day"}\nnot json\n${lines(3)}`;
  const found = await preview(page, file);
  expect(found).toMatchObject({ fresh: 3, known: 2, bad: 2 });
  expect(found.problems).toEqual([
    { line: 3, reason: expect.stringContaining('day') },
    { line: 4, reason: expect.stringContaining('JSON') },
  ]);
  const refusal = commit(page).then(
    () => 'added',
    (error: Error) => error.message,
  );
  expect(await refusal).toContain('2 lines are bad');
  expect(await total(page)).toBe(0);
  expect(await commit(page, true)).toEqual({ added: 3 });
});

test('the same id with other content leaves the journal as it is', async ({ page }) => {
  const entry = newEntry(new Date('2026-01-05T10:00:00Z'), { title: 'Mine' });
  await page.evaluate((entry) => window.engine.save(entry), entry);
  const archive = (title: string) =>
    JSON.stringify({ format: 'staff-journal-archive', version: 1, entries: [{ ...entry, title }] });
  expect(await preview(page, archive('Theirs'))).toMatchObject({
    fresh: 0,
    known: 0,
    different: 1,
  });
  expect(await commit(page)).toEqual({ added: 0 });
  expect(await preview(page, archive('Mine'))).toMatchObject({ fresh: 0, known: 1, different: 0 });
  const kept = await page.evaluate((id) => window.engine.entry(id), entry.id);
  expect(kept?.title).toBe('Mine');
});

test('cancel stops a preview and an import, and nothing was written', async ({ page }) => {
  const outcome = await page.evaluate(async (file) => {
    const blob = new Blob([file]);
    const name = (error: Error) => error.name;
    const reading = window.engine
      .previewImport(blob, () => window.engine.cancelImport())
      .then(String, name);
    const first = await reading;
    await window.engine.previewImport(blob);
    const writing = window.engine
      .commitImport({ goodLinesOnly: false }, () => window.engine.cancelImport())
      .then(String, name);
    return [first, await writing];
  }, lines(8_000));
  expect(outcome).toEqual(['cancelled', 'cancelled']);
  expect(await total(page)).toBe(0);
  await page.reload();
  expect(await total(page)).toBe(0);
});

test('the archive brings back every entry, in a journal of its own', async ({ page }) => {
  await preview(page, lines(40));
  await commit(page);
  const { rows } = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  await page.evaluate((id) => window.engine.trash(id), rows[0]?.id ?? '');
  const archive = () => page.evaluate(async () => (await window.engine.archive()).text());
  const first = await archive();
  // Emptying the journal the hard way: its whole origin is cleared, key and all.
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await page.goto(origin);
  expect(await total(page)).toBe(0);
  expect(await preview(page, first)).toMatchObject({ format: 'archive', fresh: 40, bad: 0 });
  await commit(page);
  expect(await archive()).toBe(first);
});

test('an archive with files comes back with them, once, also where their entries were removed', async ({
  page,
}) => {
  const said = await page.evaluate(
    async ([entry, query]) => {
      const about = { name: 'notes.txt', type: 'text/plain' };
      const words = await window.engine.attach(new Blob(['words']), about);
      const same = await window.engine.attach(new Blob(['words']), { ...about, name: 'same.txt' });
      await window.engine.save({ ...entry, attachments: [words, same] });
      const archive = await window.engine.archive();
      const known = await window.engine.previewImport(archive);

      await window.engine.trash(entry.id);
      await window.engine.emptyTrash();
      const again = await window.engine.previewImport(archive);
      await window.engine.commitImport({ goodLinesOnly: false });
      const back = await window.engine.entry(entry.id);
      const texts = back?.attachments.map(async ({ id }) => (await window.engine.file(id)).text());
      const { total } = await window.engine.list(query);
      return {
        type: archive.type,
        known: [known.known, known.different],
        again: [again.fresh, again.files],
        names: back?.attachments.map(({ name }) => name),
        texts: await Promise.all(texts ?? []),
        total,
      };
    },
    [
      newEntry(new Date('2026-01-05T12:00:00Z'), { title: 'With evidence' }),
      WHOLE_JOURNAL,
    ] as const,
  );
  expect(said).toEqual({
    type: 'application/zip',
    known: [1, 0],
    // Until the next start the journal still has the files.
    again: [1, { count: 0, bytes: 0, missing: 0 }],
    names: ['notes.txt', 'same.txt'],
    texts: ['words', 'words'],
    total: 1,
  });
});

test('files that come with an import are all taken, or none is', async ({ page }) => {
  const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
  const entry = newEntry(new Date('2026-01-05T12:00:00Z'), {
    title: 'With evidence',
    attachments: [1, 2, 3].map((n) => ({
      id: id(n),
      name: `${n}.txt`,
      type: 'text/plain',
      size: 9,
    })),
  });
  const archive = (second: string) =>
    Buffer.from(
      zipSync({
        'journal.json': strToU8(
          `{"format":"staff-journal-archive","version":1,"entries":[\n${JSON.stringify(entry)}\n]}`,
        ),
        [`attachments/${id(1)}/1.txt`]: strToU8('one'),
        [`attachments/${id(2)}/2.txt`]: strToU8(second),
      }),
    );
  const read = (file: Buffer) =>
    page.evaluate(
      (bytes) => window.engine.previewImport(new Blob([Uint8Array.from(bytes)])),
      [...file],
    );
  const kept = () =>
    page.evaluate(() =>
      window.engine
        .file('00000000-0000-4000-8000-000000000001')
        .then(String, (error: Error) => error.name),
    );

  const damaged = archive('two');
  const at = damaged.indexOf(`${id(2)}/2.txt`) + 42;
  damaged[at] = (damaged[at] ?? 0) ^ 1;
  expect((await read(damaged)).files).toEqual({ count: 2, bytes: 6, missing: 1 });
  const failure = await page.evaluate(() =>
    window.engine.commitImport({ goodLinesOnly: false }).then(String, (error: Error) => error.name),
  );
  expect(failure).toBe('unknown-format');
  expect(await total(page)).toBe(0);
  expect(await keysIn(page, 'chunks')).toEqual([]);
  expect(await kept()).toBe('damaged');

  await read(archive('two'));
  expect(await commit(page)).toEqual({ added: 1 });
  const back = await page.evaluate((id) => window.engine.entry(id), entry.id);
  expect(back?.attachments.map(({ name, size }) => [name, size])).toEqual([
    ['1.txt', 3],
    ['2.txt', 3],
  ]);
  expect(await kept()).toBe('[object Blob]');
});
