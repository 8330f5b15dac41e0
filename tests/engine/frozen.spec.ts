import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { writeOutside } from '../support/outside-files.ts';
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
const sample = (version: 1 | 2): Sample => JSON.parse(read(`journal-v${version}.json`));

function read(name: string): string {
  return readFileSync(new URL(`samples/${name}`, import.meta.url), 'utf8');
}

/** A journal of version 2 of the store, with earlier versions and files; the backup of version 2 is of it. */
interface SampleWithFiles extends Sample {
  /** The earlier versions of the first entry, newest first. */
  readonly versions: readonly { readonly seq: number; readonly entry: object }[];
  readonly files: readonly {
    readonly id: string;
    readonly content: string;
    readonly hasThumbnail: boolean;
  }[];
}

const withFiles: SampleWithFiles = JSON.parse(read('journal-with-files.json'));

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
    await page.evaluate(() => window.older.then(() => window.engine.upgrade()));
    if (version === 2) await unlock(page);
    expect((await page.evaluate(() => window.opened)).rebuilt).toBeNull();
    const found = await page.evaluate(
      (ids) => Promise.all(ids.map((id) => window.engine.entry(id))),
      entries.map(({ id }) => id),
    );
    expect(found).toEqual(entries.map(asReadNow));
    const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
    expect(list.total + list.trashed).toBe(entries.length);
    expect(await bucketNames(page), 'nothing is moved without need').toEqual([]);
  });
}

test('what was captured while a journal was locked joins it', async ({ page }) => {
  const { entry, words, pair } = JSON.parse(read('inbox-v1.json'));
  await page.evaluate(() => window.opened);
  const back = await elsewhere(page);
  await removeBuckets(page);
  await writeRaw(page, sample(2).store);
  await writeOutside(page, 'inbox', Buffer.from(words, 'base64'));
  await writeOutside(page, 'inbox-key', Buffer.from(pair, 'base64'));
  await back();
  await page.evaluate(() => window.older.then(() => window.engine.upgrade()));
  await unlock(page);
  expect(await page.evaluate(() => window.joined)).toEqual({ entries: 1, problem: null });
  expect(await page.evaluate((id) => window.engine.entry(id), entry.id)).toEqual(entry);
});

test('a journal with earlier versions and files opens, and says what they said', async ({
  page,
}) => {
  await page.evaluate(() => window.opened);
  const back = await elsewhere(page);
  await removeBuckets(page);
  await writeRaw(page, withFiles.store);
  await back();
  expect((await page.evaluate(() => window.opened)).rebuilt).toBeNull();
  await page.evaluate(() => window.engine.prepare());
  expect(await saidWithFiles(page)).toEqual(expectedWithFiles());
});

test('a backup of version 1 restores', async ({ page }) => {
  const { entries } = sample(1);
  await restore(page, 'backup-v1.base64');
  const found = await page.evaluate(
    (ids) => Promise.all(ids.map((id) => window.engine.entry(id))),
    entries.map(({ id }) => id),
  );
  expect(found).toEqual(entries.map(asReadNow));
});

test('a backup of version 2 restores, with earlier versions and files', async ({ page }) => {
  await restore(page, 'backup-v2.base64');
  expect(await saidWithFiles(page)).toEqual(expectedWithFiles());
});

/** Into an empty journal. */
async function restore(page: Page, name: string): Promise<void> {
  const file = Buffer.from(read(name), 'base64').toString('latin1');
  await page.evaluate(async (file) => {
    const bytes = Uint8Array.from(file, (letter) => letter.charCodeAt(0));
    await window.engine.previewRestore(new Blob([bytes]), null, null);
    await window.engine.commitRestore('whole');
  }, file);
}

function expectedWithFiles() {
  const { entries, versions, files } = withFiles;
  return { entries, versions: versions.map(({ entry }) => entry), files };
}

function saidWithFiles(page: Page) {
  return page.evaluate(
    async ([ids, files]) => {
      const [first = ''] = ids;
      const versions = await window.engine.versions(first);
      return {
        entries: await Promise.all(ids.map((id) => window.engine.entry(id))),
        versions: await Promise.all(versions.map(({ seq }) => window.engine.version(first, seq))),
        files: await Promise.all(
          files.map(async (id) => {
            const bytes = new Uint8Array(await (await window.engine.file(id)).arrayBuffer());
            const letters = [...bytes].map((byte) => String.fromCharCode(byte));
            const hasThumbnail = (await window.engine.thumbnail(id)) !== null;
            return { id, content: btoa(letters.join('')), hasThumbnail };
          }),
        ),
      };
    },
    [withFiles.entries.map(({ id }) => id), withFiles.files.map(({ id }) => id)] as const,
  );
}
