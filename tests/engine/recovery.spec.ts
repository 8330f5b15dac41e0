import type { Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { type Lost, WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { diskOf } from '../support/disk.ts';
import { expect, test } from '../support/engine.ts';
import { outsideNames, readOutside, writeOutside } from '../support/outside-files.ts';
import { everything, importLines, SECRET, unlock } from '../support/protected-journal.ts';
import {
  deleteStore,
  elsewhere,
  flipped,
  type RawRecord,
  type RawStore,
  readRaw,
  removeOutside,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';
import { writeOver } from '../support/versions.ts';

/** What happens to a store that is not what was saved, with its second copy beside it. */
const KEPT = { outside: 'kept' } as const;

const save = (page: Page, title: string) =>
  page.evaluate((entry) => window.engine.save(entry), newEntry(new Date(), { title }));

/** What the engine says it has lost; null when the journal opens. */
const lostOf = (page: Page): Promise<Lost | null> =>
  page.evaluate(() => Promise.race([window.lost, window.opened.then(() => null)]));

const openedOf = (page: Page) => page.evaluate(() => window.opened);

const restore = async (page: Page) => {
  await page.evaluate(() => window.engine.recover('restore'));
  return openedOf(page);
};

/** Three entries, one of them with an earlier version, and one removed for good; answers all that the journal says. */
async function fill(page: Page): Promise<string> {
  for (const title of ['One', 'Two', 'Removed']) await save(page, title);
  await writeOver(page, 'Three');
  await page.evaluate(async (query) => {
    const { rows } = await window.engine.list(query);
    await window.engine.trash(rows.find(({ title }) => title.text === 'Removed')?.id ?? '');
    await window.engine.emptyTrash();
  }, WHOLE_JOURNAL);
  return everything(page);
}

/** Afterwards the journal opens by itself, and what lies outside is whole again. */
async function expectSound(page: Page, before: string): Promise<void> {
  expect(await everything(page)).toBe(before);
  // Once more without the store: only a whole mirror brings everything back.
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
  const back = await elsewhere(page);
  await deleteStore(page);
  await back();
  expect(await lostOf(page)).toMatchObject({ why: 'empty', store: 0 });
  await restore(page);
  expect(await everything(page)).toBe(before);
}

test('an empty store is noticed, left alone until the writer says so, and filled again', async ({
  page,
}) => {
  const before = await fill(page);
  const back = await elsewhere(page);
  await deleteStore(page);
  await back();
  const lost = await lostOf(page);
  expect(lost).toEqual({
    why: 'empty',
    journalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    expected: { entries: 3, at: expect.any(Number) },
    store: 0,
    mirror: 3,
    together: 3,
  });
  expect(Math.abs((lost?.expected?.at ?? 0) - Date.now())).toBeLessThan(10 * 60_000);

  const again = await elsewhere(page);
  expect((await readRaw(page)).tables, 'nothing was begun').toEqual({
    chunks: [],
    entries: [],
    files: [],
    journal: [],
    pages: [],
    versions: [],
  });
  await again();
  expect(await lostOf(page), 'and the next start says so again').toEqual(lost);
  const opened = await restore(page);
  expect(opened.recovered).toEqual({ entries: 3, restored: 3, unreadable: 0 });
  expect(opened.rebuilt).toBeNull();
  expect(opened.list.total).toBe(3);
  await expectSound(page, before);
});

test('a store that fell back to an earlier state is brought up to the last save', async ({
  page,
}) => {
  await save(page, 'One');
  let back = await elsewhere(page);
  const early = await readRaw(page);
  await back();
  const before = await fill(page);
  back = await elsewhere(page);
  await writeRaw(page, early, KEPT);
  await back();
  expect(await lostOf(page)).toMatchObject({ why: 'behind', store: 1, mirror: 4, together: 4 });
  const opened = await restore(page);
  expect(opened.recovered).toEqual({ entries: 4, restored: 3, unreadable: 0 });
  await expectSound(page, before);
});

test('rows that vanished from the store are noticed, with the lists intact and without', async ({
  page,
}) => {
  const before = await fill(page);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  const newest = Math.max(...(store.tables.entries ?? []).map(({ seq }) => Number(seq)));
  await writeRaw(
    page,
    withRecords(store, 'entries', (row) => (row.seq === newest ? null : row)),
    KEPT,
  );
  await back();
  expect(await lostOf(page)).toMatchObject({ why: 'behind', store: 2, together: 3 });
  await restore(page);
  await expectSound(page, before);
});

test('what was removed for good is not brought back by a store that still has it', async ({
  page,
}) => {
  await save(page, 'Gone');
  let back = await elsewhere(page);
  const early = await readRaw(page);
  await back();
  await page.evaluate(async (query) => {
    const { rows } = await window.engine.list(query);
    await window.engine.trash(rows[0]?.id ?? '');
    await window.engine.emptyTrash();
  }, WHOLE_JOURNAL);
  await save(page, 'Kept');
  const before = await everything(page);
  back = await elsewhere(page);
  await writeRaw(page, early, KEPT);
  await back();
  expect(await lostOf(page)).toMatchObject({ together: 1 });
  await restore(page);
  await expectSound(page, before);
});

test('a save that was under way when all ended is finished without a word', async ({ page }) => {
  await fill(page);
  let back = await elsewhere(page);
  const early = await readRaw(page);
  await back();
  await save(page, 'The last one');
  const before = await everything(page);
  back = await elsewhere(page);
  // The mirror has it and the store has not: where a kill between the two leaves them.
  await writeRaw(page, early, KEPT);
  await back();
  expect(await lostOf(page)).toBeNull();
  const opened = await openedOf(page);
  expect(opened.list.total).toBe(4);
  expect([opened.recovered, opened.rebuilt]).toEqual([null, null]);
  await expectSound(page, before);
});

const HEADERS: Readonly<Record<string, (store: RawStore) => RawStore>> = {
  gone: (store) => withRecords(store, 'journal', () => null),
  damaged: (store) => withRecords(store, 'journal', (header) => ({ ...header, key: 'none' })),
};

for (const [what, change] of Object.entries(HEADERS)) {
  test(`a header that is ${what} is put back from the sentinel`, async ({ page }) => {
    const before = await fill(page);
    const back = await elsewhere(page);
    const store = await readRaw(page);
    await writeRaw(page, change(store), KEPT);
    await back();
    expect(await lostOf(page)).toBeNull();
    expect(await everything(page)).toBe(before);
    await elsewhere(page);
    expect((await readRaw(page)).tables.journal).toEqual(store.tables.journal);
  });
}

test('rows that do not open are mended from the mirror, and it is said', async ({ page }) => {
  const before = await fill(page);
  const back = await elsewhere(page);
  await writeRaw(
    page,
    withRecords(await readRaw(page), 'entries', (row, index) => (index < 2 ? flipped(row) : row)),
    KEPT,
  );
  await back();
  expect(await lostOf(page)).toBeNull();
  expect(await page.evaluate(() => window.mended)).toEqual({ entries: 2, unreadable: 0 });
  await expectSound(page, before);
});

const MIRRORS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'all outside is gone': removeOutside,
  'the mirror is empty': (page) => writeOutside(page, 'mirror', Buffer.alloc(0)),
  'the mirror ends in half a save': async (page) => {
    const bytes = await readOutside(page, 'mirror');
    await writeOutside(page, 'mirror', Buffer.concat([bytes, bytes.subarray(8, 100)]));
  },
  'the mirror was cut short': async (page) => {
    const bytes = await readOutside(page, 'mirror');
    await writeOutside(page, 'mirror', bytes.subarray(0, bytes.length - 30));
  },
  'the mirror is nonsense': (page) => writeOutside(page, 'mirror', Buffer.alloc(5_000, 7)),
  'the sentinel is nonsense': (page) => writeOutside(page, 'sentinel', Buffer.from('{')),
};

for (const [what, damage] of Object.entries(MIRRORS)) {
  test(`the journal opens when ${what}, and the second copy is made anew`, async ({ page }) => {
    const before = await fill(page);
    const back = await elsewhere(page);
    await damage(page);
    await back();
    expect(await lostOf(page)).toBeNull();
    const opened = await openedOf(page);
    expect([opened.recovered, opened.rebuilt]).toEqual([null, null]);
    await expectSound(page, before);
  });
}

test('rows that vanished one by one are put back as far as the mirror has them', async ({
  page,
}) => {
  await importLines(page, 20);
  await fill(page);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  const bytes = await readOutside(page, 'mirror');
  // The import is one save, by far the largest, and stands first.
  bytes[2_000] = (bytes[2_000] ?? 0) ^ 1;
  await writeOutside(page, 'mirror', bytes);
  const rows = store.tables.entries ?? [];
  const newest = Math.max(...rows.map(({ seq }) => Number(seq)));
  const stays = (row: RawRecord, index: number) => index % 2 === 0 || row.seq === newest;
  const gone = rows.filter((row, index) => !stays(row, index));
  await writeRaw(
    page,
    withRecords(store, 'entries', (row, index) => (stays(row, index) ? row : null)),
    KEPT,
  );
  await back();
  expect(await lostOf(page)).toBeNull();
  const { entries, unreadable } = await page.evaluate(() => window.mended);
  expect(entries + unreadable).toBe(gone.length);
  // Those of the import cannot be read in the mirror, and the others can.
  expect(entries).toBe(gone.filter(({ seq }) => Number(seq) > 20).length);
});

test('an empty journal can be begun instead, and what there was is put aside', async ({ page }) => {
  await fill(page);
  let back = await elsewhere(page);
  await deleteStore(page);
  await back();
  await lostOf(page);
  await page.evaluate(() => window.engine.recover('keep'));
  const opened = await openedOf(page);
  expect([opened.list.total, opened.recovered]).toEqual([0, null]);
  await save(page, 'New');
  back = await elsewhere(page);
  const names = await outsideNames(page);
  expect(names.filter((name) => name.startsWith('aside-'))).toHaveLength(2);
  await back();
  expect(await lostOf(page)).toBeNull();
  expect((await openedOf(page)).list.total).toBe(1);
});

test('another journal in the store is not taken for this one', async ({ page }) => {
  await save(page, 'Of another');
  let back = await elsewhere(page);
  const other = await readRaw(page);
  await deleteStore(page);
  await removeOutside(page);
  // And what the page remembers, or it would be missed.
  await page.evaluate(() => localStorage.clear());
  await back();
  const before = await fill(page);
  back = await elsewhere(page);
  await writeRaw(page, other, KEPT);
  await back();
  expect(await lostOf(page)).toMatchObject({ why: 'other', store: 1, mirror: 3, together: 3 });
  await restore(page);
  expect(await everything(page)).toBe(before);
  await elsewhere(page);
  expect((await outsideNames(page)).filter((name) => name.endsWith('-store'))).toHaveLength(1);
});

test('a protected journal is restored once its keychain has brought the key', async ({ page }) => {
  await fill(page);
  await page.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), SECRET);
  await save(page, 'Since then');
  const before = await everything(page);
  const back = await elsewhere(page);
  await deleteStore(page);
  const outside = await Promise.all(
    (await outsideNames(page)).map((name) => readOutside(page, name)),
  );
  await back();
  expect(await lostOf(page)).toMatchObject({ why: 'empty', together: 4 });
  const restoring = page.evaluate(() => window.engine.recover('restore'));
  await unlock(page);
  await restoring;
  expect((await openedOf(page)).recovered?.restored).toBe(4);
  expect(await everything(page)).toBe(before);
  for (const bytes of outside) expect(bytes.includes('"protection"'), 'the old key').toBe(false);
});

test('a full disk outside the store fails the save, and loses nothing', async ({ page }) => {
  const before = await fill(page);
  const disk = await diskOf(page, 'outside');
  await openedOf(page);
  await disk.set('full');
  const refusal = await page.evaluate(
    (entry) => window.engine.save(entry).then(String, (error: Error) => error.name),
    newEntry(new Date(), { title: 'Too much' }),
  );
  expect(refusal).toBe('disk-full');
  expect(await everything(page), 'the store has not taken it either').toBe(before);
  await disk.set('free');
  await save(page, 'Fits again');
  await expectSound(page, await everything(page));
});

test('a save that the store refuses is taken back from the mirror', async ({ page }) => {
  await fill(page);
  const disk = await diskOf(page, 'store');
  await openedOf(page);
  await disk.set('full');
  const refusal = await page.evaluate(
    (entry) => window.engine.save(entry).then(String, (error: Error) => error.name),
    newEntry(new Date(), { title: 'Refused' }),
  );
  expect(refusal).toBe('disk-full');
  await disk.set('free');
  await expectSound(page, await everything(page));
});
