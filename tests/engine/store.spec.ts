import { isDeepStrictEqual } from 'node:util';
import { newEntry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { elsewhere, flipped, readRaw, withRecords, writeRaw } from '../support/raw-store.ts';

/** A journal of some entries; answers what its list says. */
const filled = [
  newEntry(new Date('2026-01-05T10:00:00Z'), { title: 'One', text: 'first body' }),
  newEntry(new Date('2026-02-05T10:00:00Z'), { title: 'Two', competencies: ['mentoring'] }),
  newEntry(new Date('2026-02-06T10:00:00Z'), { title: 'Three', pinned: true }),
];

async function fill(page: import('@playwright/test').Page) {
  return page.evaluate(
    async ([entries, query]) => {
      await window.opened;
      for (const entry of entries) await window.engine.save(entry);
      return window.engine.list(query);
    },
    [filled, WHOLE_JOURNAL] as const,
  );
}

test('what is saved is there again, whole, after the browser was closed', async ({ journal }) => {
  const before = await fill(journal.page);
  expect(before.rows.map(({ title }) => title.text)).toEqual(['Three', 'Two', 'One']);
  const page = await journal.reopen();
  const opened = await page.evaluate(() => window.opened);
  expect(opened.rebuilt).toBeNull();
  expect(opened.list.rows).toEqual(before.rows);
  expect(opened.list.groups).toEqual(before.groups);
  const entry = await page.evaluate((id) => window.engine.entry(id), filled[1]?.id ?? '');
  expect(entry).toEqual({ ...filled[1], updated: expect.any(String) });
});

test('opens from head and catalogue, without one readable row', async ({ page }) => {
  const before = await fill(page);
  const back = await elsewhere(page);
  await writeRaw(
    page,
    withRecords(await readRaw(page), 'entries', (row) => flipped(row)),
  );
  await back();
  const opened = await page.evaluate(() => window.opened);
  expect(opened.rebuilt).toBeNull();
  expect(opened.list.rows).toEqual(before.rows);
  const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  expect(list.rows, 'the catalogue says the same').toEqual(before.rows);
});

const breakages = {
  'the head is gone': (store) =>
    withRecords(store, 'pages', (page) => (page.id === 0 ? null : page)),
  'the head is damaged': (store) =>
    withRecords(store, 'pages', (page) => (page.id === 0 ? flipped(page) : page)),
  'a page is gone': (store) => withRecords(store, 'pages', (page) => (page.id === 1 ? null : page)),
  'a page is damaged': (store) =>
    withRecords(store, 'pages', (page) => (page.id === 1 ? flipped(page) : page)),
  'all derived records are gone': (store) => withRecords(store, 'pages', () => null),
} satisfies Record<string, (store: Awaited<ReturnType<typeof readRaw>>) => typeof store>;

for (const [what, damage] of Object.entries(breakages)) {
  test(`derived records are made anew when ${what}`, async ({ page }) => {
    const before = await fill(page);
    const back = await elsewhere(page);
    await writeRaw(page, damage(await readRaw(page)));
    await back();
    const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
    expect(list.rows).toEqual(before.rows);
    expect(list.groups).toEqual(before.groups);
    await page.reload();
    const opened = await page.evaluate(() => window.opened);
    expect(opened.rebuilt, 'and stay so').toBeNull();
    expect(opened.list.rows).toEqual(before.rows);
  });
}

test('every flipped byte of a row, and a row in another’s place, is refused', async ({ page }) => {
  await fill(page);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  const [one, two] = store.tables.entries ?? [];
  const id = String(one?.id);
  const attempt = async (changed: typeof store) => {
    await writeRaw(page, changed);
    await back();
    const refusal = page.evaluate(
      (id) =>
        window.engine.entry(id).then(
          () => 'opened',
          (error: Error) => error.name,
        ),
      id,
    );
    const answer = await refusal;
    await elsewhere(page);
    if (answer !== 'opened' || changed === store) return answer;
    // The second copy can have been quicker: then the row is, byte for byte, what it was.
    const now = (await readRaw(page)).tables.entries?.find((row) => row.id === id);
    return isDeepStrictEqual(now, one) ? 'mended' : answer;
  };
  const length = Buffer.from(
    one?.sealed === undefined ? '' : Object(one.sealed).base64,
    'base64',
  ).length;
  // Header, first and last bytes of the ciphertext, and the tag; the middle at random.
  const places = [
    0,
    1,
    13,
    Math.floor(Math.random() * (length - 60)) + 40,
    length - 17,
    length - 1,
  ];
  for (const at of places) {
    const changed = withRecords(store, 'entries', (row) =>
      row.id === id ? flipped(row, at) : row,
    );
    const answer = await attempt(changed);
    expect(['damaged', 'newer-version', 'mended'], `byte ${at}`).toContain(answer);
  }
  const swapped = withRecords(store, 'entries', (row) =>
    row.id === id && two?.sealed !== undefined ? { ...row, sealed: two.sealed } : row,
  );
  expect(['damaged', 'mended']).toContain(await attempt(swapped));
  const renumbered = withRecords(store, 'entries', (row) =>
    row.id === id ? { ...row, seq: 99 } : row,
  );
  expect(['damaged', 'mended']).toContain(await attempt(renumbered));
  expect(await attempt(store), 'and as it was, it opens').toBe('opened');
});

test('entries without a header are not taken for a new journal', async ({ page }) => {
  await fill(page);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  await writeRaw(
    page,
    withRecords(store, 'journal', () => null),
  );
  await back();
  const failure = await page.evaluate(() =>
    window.opened.then(String, (error: Error) => error.name),
  );
  expect(failure).toBe('damaged');
  await elsewhere(page);
  expect((await readRaw(page)).tables.entries, 'and nothing was touched').toEqual(
    store.tables.entries,
  );
});

test('a store of a newer version is refused and left as it is', async ({ page }) => {
  await fill(page);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  await writeRaw(page, { ...store, version: 30 });
  await back();
  const failure = await page.evaluate(() =>
    window.opened.then(String, (error: Error) => error.name),
  );
  expect(failure).toBe('newer-version');
  await elsewhere(page);
  expect(await readRaw(page)).toEqual({ ...store, version: 30 });
});

test('a second window waits until the first is closed', async ({ page }) => {
  await fill(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  const state = () =>
    second.evaluate(() =>
      Promise.race([
        window.opened.then(() => 'open'),
        new Promise((resolve) => setTimeout(() => resolve('waiting'), 300)),
      ]),
    );
  expect(await state()).toBe('waiting');
  await page.close();
  await expect.poll(state).toBe('open');
  const { list } = await second.evaluate(() => window.opened);
  expect(list.total).toBe(filled.length);
  await page.context().newPage();
});
