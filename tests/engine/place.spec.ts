import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { chunkRowId } from '../../renderer/engine/rows.ts';
import { diskOf } from '../support/disk.ts';
import { expect, test } from '../support/engine.ts';
import { attach, compared, saveWith } from '../support/files.ts';
import { openOrRestore } from '../support/killing.ts';
import { outsideNames, readOutside, writeOutside } from '../support/outside-files.ts';
import { everything, importLines, SECRET, unlock } from '../support/protected-journal.ts';
import {
  beginAnew,
  bucketNames,
  bytesOf,
  elsewhere,
  type RawRecord,
  type RawStore,
  readRaw,
  removeBuckets,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';
import { openOrUpgrade } from '../support/upgrading.ts';

const CONTENT = { seed: 3, size: 1024 * 1024 + 5 };

const protect = (page: Page) =>
  page.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), SECRET);

const databasesHere = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

type Damage = (file: string) => Promise<void>;

/** Until what is done behind the first screen is done. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
}

test('a journal in the origin’s own place moves to a bucket when its key changes', async ({
  page,
}) => {
  const sample: { store: RawStore; entries: readonly object[] } = JSON.parse(
    readFileSync(new URL('samples/journal-v1.json', import.meta.url), 'utf8'),
  );
  await page.evaluate(() => window.opened);
  let back = await elsewhere(page);
  await removeBuckets(page);
  await writeRaw(page, sample.store);
  await back();
  await openOrUpgrade(page);
  const before = await everything(page);
  await protect(page);
  expect(await everything(page)).toBe(before);
  back = await elsewhere(page);
  expect([await bucketNames(page), await databasesHere(page)]).toEqual([['journal-1'], []]);
  await back();
  await unlock(page);
  expect(await everything(page)).toBe(before);
  await page.evaluate((secret) => window.engine.unprotect(window.keychainOf(secret)), SECRET);
  await protect(page);
  expect(await bucketNames(page), 'and to another each time').toEqual(['journal-2']);
});

/** Lays down, elsewhere, what a change of the key has left that was killed while it sealed. */
async function leaveUnfinished(page: Page, mark: readonly RawRecord[]): Promise<RawStore> {
  const blob = randomUUID();
  const store = await readRaw(page);
  const chunks = [{ id: chunkRowId(blob, 1), seq: 1, sealed: { base64: 'AQID' } }];
  const tables = { ...store.tables, journal: mark, versions: [], files: [], chunks };
  await writeRaw(page, { ...store, tables }, { outside: 'kept', bucket: 2 });
  await writeOutside(page, `blob-${blob}`, Buffer.from('a chunk'));
  return store;
}

test('what a change of the key has left when it was killed is removed, outside too', async ({
  page,
}) => {
  await importLines(page, 5);
  const before = await everything(page);
  await settled(page);
  const back = await elsewhere(page);
  const store = await leaveUnfinished(page, [{ id: 'unfinished' }]);
  // With no room to note what is to be removed, all of it stays, and the journal opens.
  await diskOf(page, 'store', 'full');
  await back();
  expect(await everything(page)).toBe(before);
  expect((await bucketNames(page)).sort()).toEqual(['journal-1', 'journal-2']);
  await page.unroute('**/assets/worker-*.js');
  await page.reload();
  expect(await everything(page)).toBe(before);
  expect(await bucketNames(page)).toEqual(['journal-1']);
  await settled(page);
  await elsewhere(page);
  expect(await outsideNames(page)).toEqual(['mirror', 'sentinel']);
  const after = await readRaw(page);
  expect(after.tables.chunks).toEqual([]);
  expect(after.tables.entries).toEqual(store.tables.entries);
});

/** What may be wrong with the journal's own place beside it, and what is to come of it. */
const wrongs: Readonly<Record<string, (page: Page, store: RawStore) => Promise<unknown>>> = {
  'cannot be opened': (page) =>
    page.route('**/assets/worker-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `(${failingBucket})();\n${await response.text()}` });
    }),
  'has a header that cannot be read': (page, store) =>
    writeRaw(
      page,
      withRecords(store, 'journal', (header) => ({ ...header, key: '' })),
      { outside: 'kept', bucket: 1 },
    ),
  'has been emptied': (page, store) =>
    writeRaw(
      page,
      {
        ...store,
        tables: { journal: [], entries: [], pages: [], versions: [], files: [], chunks: [] },
      },
      { outside: 'kept', bucket: 1 },
    ),
};

/** Runs in the worker, ahead of the engine: the first bucket does not open. */
function failingBucket() {
  const { prototype } = Reflect.get(globalThis, 'StorageBucketManager');
  const { open } = prototype;
  prototype.open = function (name: string, ...rest: unknown[]) {
    if (name === 'journal-1') throw new DOMException('damaged', 'UnknownError');
    return open.call(this, name, ...rest);
  };
}

for (const [wrong, wreak] of Object.entries(wrongs)) {
  test(`what is not ended is never the journal, though that ${wrong}`, async ({ page }) => {
    const entry = newEntry(new Date(), { text: 'It has been something else. '.repeat(20) });
    await page.evaluate(async (entry) => {
      await window.engine.save(entry);
      await window.engine.save({ ...entry, text: '' });
    }, entry);
    await importLines(page, 5);
    await settled(page);
    const before = await everything(page);
    expect(before).toContain('something else');
    const back = await elsewhere(page);
    // What an app left that did not mark it is told from a journal all the same, but for an emptied one.
    const mark = wrong === 'has been emptied' ? [{ id: 'unfinished' }] : [];
    await wreak(page, await leaveUnfinished(page, mark));
    await back();
    await openOrRestore(page);
    expect(await everything(page)).toBe(before);
    await page.reload();
    expect(await everything(page)).toBe(before);
    expect(await bucketNames(page)).toHaveLength(1);
  });
}

/** A journal whose key has changed, and again beside it what it was before. */
async function twice(page: Page) {
  const attached = await attach(page, CONTENT);
  await saveWith(page, [attached]);
  await importLines(page, 5);
  await settled(page);
  const said = await everything(page);
  const back = await elsewhere(page);
  const old = await readRaw(page);
  await back();
  await protect(page);
  const goBack = await elsewhere(page);
  await writeRaw(page, old, { outside: 'kept', bucket: 1 });
  expect((await bucketNames(page)).sort()).toEqual(['journal-1', 'journal-2']);
  return { attached, said, back: goBack };
}

test('of two whole stores the newer is the journal, and the older is removed', async ({ page }) => {
  const { attached, said, back } = await twice(page);
  await back();
  await unlock(page);
  expect(await everything(page)).toBe(said);
  expect(await compared(page, attached.id, CONTENT)).toBe('same');
  expect(await bucketNames(page)).toEqual(['journal-2']);
  await settled(page);
  expect(await compared(page, attached.id, CONTENT), 'also once all is swept').toBe('same');
});

test('a newer store whose header cannot be read does not hide an older that is whole', async ({
  page,
}) => {
  const { attached, said, back } = await twice(page);
  const lost = withRecords(await readRaw(page), 'journal', (header) => ({ ...header, check: '' }));
  await writeRaw(page, lost, { outside: 'kept' });
  await back();
  expect(await everything(page)).toBe(said);
  expect(await compared(page, attached.id, CONTENT)).toBe('same');
  expect(await bucketNames(page)).toEqual(['journal-1']);
  await settled(page);
  expect(await compared(page, attached.id, CONTENT)).toBe('same');
});

for (const place of ['store', 'outside'] as const) {
  test(`a disk that is full half way leaves all as it was (${place})`, async ({ page }) => {
    const attached = await attach(page, CONTENT);
    await saveWith(page, [attached]);
    await importLines(page, 1_500);
    await settled(page);
    const disk = await diskOf(page, place);
    await page.evaluate(() => window.opened);
    await settled(page);
    const names = await page.evaluate(async (secret) => {
      const channel = new BroadcastChannel('disk');
      const refusal = await window.engine
        .protect(window.keychainOf(secret), (done) => {
          if (done > 0) channel.postMessage('full');
        })
        .then(String, (error: Error) => error.name);
      channel.close();
      return refusal;
    }, SECRET);
    expect(names).toBe('disk-full');
    await disk.set('free');
    expect(await compared(page, attached.id, CONTENT)).toBe('same');
    expect(await bucketNames(page)).toEqual(['journal-1']);
    const back = await elsewhere(page);
    expect((await outsideNames(page)).filter((name) => name.startsWith('blob-'))).toHaveLength(1);
    await back();
    expect((await page.evaluate(() => window.opened)).protection.kind).toBe('none');
    await protect(page);
    expect(await compared(page, attached.id, CONTENT)).toBe('same');
  });
}

/** Whether what lies outside is the store once more, sealed as it is there. */
async function isMirrored(page: Page): Promise<boolean> {
  const [store, mirror] = [await readRaw(page), await readOutside(page, 'mirror')];
  const rows = store.tables.entries ?? [];
  return rows.length > 0 && rows.every(({ sealed }) => mirror.includes(bytesOf(sealed)));
}

/** Makes every while of the engine a short one. */
async function hasten(page: Page): Promise<void> {
  const [worker] = page.workers();
  await worker?.evaluate(() => {
    const { setTimeout } = globalThis;
    Object.assign(globalThis, { setTimeout: (task: () => void) => setTimeout(task, 500) });
  });
}

const A_WHILE = 'after a while';
const followings: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'with the next change of who holds it': (page) =>
    page.evaluate(
      (secret) => window.engine.protectWith('a passphrase to know', window.keychainOf(secret)),
      SECRET,
    ),
  'at the next start, though the keychain holds the key anew': async (page) => {
    await page.reload();
    await page.evaluate(async (secret) => {
      await window.locked;
      const { wrap, unwrap } = window.keychainOf(secret);
      const rewrap = async (wrapped: Uint8Array<ArrayBuffer>) => ({
        ...(await unwrap(wrapped)),
        rewrap: true,
      });
      await window.engine.unlock({ wrap, unwrap: rewrap });
    }, SECRET);
    await settled(page);
  },
  [A_WHILE]: (page) => expect.poll(() => isMirrored(page)).toBe(true),
};
for (const [when, follow] of Object.entries(followings)) {
  test(`a second copy that could not be written follows another key ${when}`, async ({ page }) => {
    await importLines(page, 5);
    const disk = await diskOf(page, 'outside');
    await settled(page);
    if (when === A_WHILE) await hasten(page);
    await disk.set('full');
    await protect(page);
    expect(await isMirrored(page)).toBe(false);
    await disk.set('free');
    await follow(page);
    await elsewhere(page);
    expect(await isMirrored(page)).toBe(true);
  });
}

test.describe('in a browser of its own', () => {
  test.use({ alone: true });

  // Chromium empties the one, and neither opens nor deletes the other.
  const damages: Readonly<Record<string, readonly [RegExp, Damage, string]>> = {
    'CURRENT is zeroed': [/\/CURRENT$/, (file) => writeFile(file, Buffer.alloc(16)), 'journal-1'],
    'MANIFEST is gone': [/\/MANIFEST-\d+$/, (file) => rm(file), 'journal-2'],
  };
  for (const [what, [file, damage, bucket]] of Object.entries(damages)) {
    test(`a journal whose ${what} is restored, and lies in one place`, async ({
      journal,
      profile,
    }) => {
      const attached = await attach(journal.page, CONTENT);
      await saveWith(journal.page, [attached]);
      await settled(journal.page);
      const before = await everything(journal.page);
      await journal.close();
      const names = await readdir(profile, { recursive: true });
      const found = names.find((name) => /WebStorage\/.*leveldb/.test(name) && file.test(name));
      await damage(path.join(profile, found ?? ''));
      const page = await journal.reopen();
      expect(await openOrRestore(page)).toBe(true);
      expect(await everything(page)).toBe(before);
      expect(await compared(page, attached.id, CONTENT)).toBe('same');
      expect(await bucketNames(page)).toEqual([bucket]);
    });
  }
});

test('in a browser without buckets the key changes in the origin’s own place', async ({ page }) => {
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    const without = 'delete WorkerNavigator.prototype.storageBuckets;';
    await route.fulfill({ response, body: `${without}\n${await response.text()}` });
  });
  await beginAnew(page);
  await importLines(page, 5);
  const before = await everything(page);
  expect([await bucketNames(page), await databasesHere(page)]).toEqual([[], ['staff-journal']]);
  await protect(page);
  await page.reload();
  await unlock(page);
  expect(await everything(page)).toBe(before);
  expect([await bucketNames(page), await databasesHere(page)]).toEqual([[], ['staff-journal-1']]);
  await page.unrouteAll();
  await page.reload();
  await unlock(page);
  expect(await everything(page), 'and where there are some, it is found').toBe(before);
});
