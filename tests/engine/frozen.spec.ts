import { readFileSync } from 'node:fs';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { unlock } from '../support/protected-journal.ts';
import {
  bucketNames,
  bytesOf,
  elsewhere,
  placeOfStore,
  type RawStore,
  readRaw,
  removeBuckets,
  writeRaw,
} from '../support/raw-store.ts';

interface Sample {
  readonly store: RawStore;
  readonly entries: readonly { readonly id: string }[];
}

/**
 * Journals as header versions wrote them, and what they said: 1 with its key unprotected, 2 with it
 * held by the keychain of our tests. Never to be made anew: they are what people have on disk.
 */
const sample = (version: 1 | 2): Sample =>
  JSON.parse(readFileSync(new URL(`samples/journal-v${version}.json`, import.meta.url), 'utf8'));

/** What older rows do not say yet. */
const asReadNow = (entry: object) => ({ ...entry, attachments: [] });

test('the names that journals hang on', async ({ page }) => {
  await page.evaluate(() => window.opened);
  const back = await elsewhere(page);
  expect(await bucketNames(page)).toEqual(['journal-1']);
  await placeOfStore(page);
  const databases = await page.evaluate(async () => (await window.storePlace()).databases());
  expect(databases).toEqual([{ name: 'staff-journal', version: 20 }]);
  expect(Object.keys((await readRaw(page)).tables).sort()).toEqual([
    'chunks',
    'entries',
    'files',
    'journal',
    'pages',
    'versions',
  ]);
  await back();
});

for (const version of [1, 2] as const) {
  test(`a journal with a header of version ${version} opens where it is, row by row and derived`, async ({
    page,
  }) => {
    const { store, entries } = sample(version);
    await page.evaluate(() => window.opened);
    const back = await elsewhere(page);
    await removeBuckets(page);
    await writeRaw(page, store);
    for (const row of store.tables.entries ?? []) {
      expect(bytesOf(row.sealed)[0], 'the version byte').toBe(1);
    }
    await back();
    if (version === 2) await unlock(page);
    expect((await page.evaluate(() => window.opened)).rebuilt).toBeNull();
    const read = await page.evaluate(
      (ids) => Promise.all(ids.map((id) => window.engine.entry(id))),
      entries.map(({ id }) => id),
    );
    expect(read).toEqual(entries.map(asReadNow));
    const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
    expect(list.total + list.trashed).toBe(entries.length);
    expect(await bucketNames(page), 'nothing is moved without need').toEqual([]);
  });
}

test('a backup of version 1 restores', async ({ page }) => {
  const { entries } = sample(1);
  const base64 = readFileSync(new URL('samples/backup-v1.base64', import.meta.url), 'utf8');
  const file = Buffer.from(base64, 'base64').toString('latin1');
  const read = await page.evaluate(
    async ([file, ids]) => {
      const bytes = Uint8Array.from(file, (letter) => letter.charCodeAt(0));
      await window.engine.previewRestore(new Blob([bytes]), null);
      await window.engine.commitRestore('whole');
      return Promise.all(ids.map((id) => window.engine.entry(id)));
    },
    [file, entries.map(({ id }) => id)] as const,
  );
  expect(read).toEqual(entries.map(asReadNow));
});
