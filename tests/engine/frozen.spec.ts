import { readFileSync } from 'node:fs';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { elsewhere, type RawStore, readRaw, writeRaw } from '../support/raw-store.ts';

/** A journal as version 1 wrote it, and what it said. Never to be made anew: it is what people have on disk. */
const SAMPLE: { store: RawStore; entries: { id: string }[] } = JSON.parse(
  readFileSync(new URL('samples/journal-v1.json', import.meta.url), 'utf8'),
);

test('the names that journals hang on', async ({ page }) => {
  await page.evaluate(() => window.opened);
  const databases = await page.evaluate(() => indexedDB.databases());
  expect(databases).toEqual([{ name: 'staff-journal', version: 10 }]);
  const back = await elsewhere(page);
  expect(Object.keys((await readRaw(page)).tables).sort()).toEqual(['entries', 'journal', 'pages']);
  await back();
});

test('a journal stored by version 1 opens, row by row and derived', async ({ page }) => {
  await page.evaluate(() => window.opened);
  const back = await elsewhere(page);
  await writeRaw(page, SAMPLE.store);
  for (const row of SAMPLE.store.tables.entries ?? []) {
    const bytes = Buffer.from(Object(row.sealed).base64, 'base64');
    expect(bytes[0], 'the version byte').toBe(1);
  }
  await back();
  expect((await page.evaluate(() => window.opened)).rebuilt).toBeNull();
  const entries = await page.evaluate(
    (ids) => Promise.all(ids.map((id) => window.engine.entry(id))),
    SAMPLE.entries.map(({ id }) => id),
  );
  expect(entries).toEqual(SAMPLE.entries);
  const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  expect(list.total + list.trashed).toBe(SAMPLE.entries.length);
});
