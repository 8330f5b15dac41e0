import type { Page } from '@playwright/test';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { BURST_MS } from '../../renderer/domain/history.ts';
import { expect, test } from '../support/engine.ts';
import {
  deleteStore,
  elsewhere,
  flipped,
  readRaw,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';
import { writeOver } from '../support/versions.ts';

const LONG = 'A text that nobody wants to lose. '.repeat(20);

const save = (page: Page, entry: Entry) =>
  page.evaluate((entry) => window.engine.save(entry), entry);

/** The texts of an entry's versions, newest first. */
const earlier = (page: Page, id: string) =>
  page.evaluate(async (id) => {
    const versions = await window.engine.versions(id);
    const whole = versions.map(({ seq }) => window.engine.version(id, seq));
    return (await Promise.all(whole)).map(({ text }) => text);
  }, id);

/** Sets the engine's clock ahead; it runs in a worker, where the page's clock is not known. */
async function goAhead(page: Page, ms: number): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate((ms) => {
      const { now } = Date;
      globalThis.Date = class extends Date {
        constructor(...args: [] | [number]) {
          super(args[0] ?? Date.now());
        }
        static override now = () => now() + ms;
      } as DateConstructor;
    }, ms);
  }
}

test('ten minutes of typing are one version', async ({ page }) => {
  const entry = newEntry(new Date(), { text: '0' });
  await save(page, entry);
  const saveAfter = async (ms: number, text: string) => {
    await goAhead(page, ms);
    await save(page, { ...entry, text });
  };
  for (const text of ['1', '2', '3']) await saveAfter(BURST_MS / 4, text);
  expect(await earlier(page, entry.id)).toEqual([]);
  await saveAfter(BURST_MS / 4, '4');
  expect(await earlier(page, entry.id)).toEqual(['3']);
  await saveAfter(BURST_MS / 2, '5');
  await saveAfter(BURST_MS, '6');
  await saveAfter(0, '7');
  expect(await earlier(page, entry.id)).toEqual(['5', '3']);
  // The trash touches no word of it.
  await goAhead(page, BURST_MS);
  await page.evaluate((id) => window.engine.trash(id), entry.id);
  await page.evaluate((id) => window.engine.restore(id), entry.id);
  expect(await earlier(page, entry.id)).toEqual(['5', '3']);
});

test('a text that shrinks at once is kept, and comes back with all but what was decided since', async ({
  page,
}) => {
  const first = await writeOver(page);
  const { id } = first;
  expect(await earlier(page, id)).toEqual([first.text]);
  await save(page, { ...first, text: 'Now.', confidentiality: 'public', pinned: true });
  const told = await page.evaluate(async (id) => {
    const [version] = await window.engine.versions(id);
    const before = await window.engine.restoreVersion(id, version?.seq ?? 0);
    return { version, before, entry: await window.engine.entry(id) };
  }, id);
  expect(told.version).toMatchObject({ words: 102 });
  expect(told.entry).toMatchObject({
    text: first.text,
    confidentiality: 'public',
    pinned: true,
  });
  expect(await earlier(page, id), 'and what it said is kept').toContain('Now.');
  // Undo.
  await page.evaluate(([id, seq]) => window.engine.restoreVersion(id, seq), [
    id,
    told.before,
  ] as const);
  expect(await page.evaluate((id) => window.engine.entry(id), id)).toMatchObject({ text: 'Now.' });
});

test('versions are there after a reload and out of the second copy, and go with their entry', async ({
  page,
}) => {
  const { id, text } = await writeOver(page);
  await page.reload();
  expect(await earlier(page, id)).toEqual([text]);
  await page.evaluate(() => window.engine.prepare());
  const back = await elsewhere(page);
  await deleteStore(page);
  await back();
  await page.evaluate(() => window.lost);
  await page.evaluate(() => window.engine.recover('restore'));
  expect(await earlier(page, id)).toEqual([text]);

  await page.evaluate(async (id) => {
    await window.engine.trash(id);
    await window.engine.emptyTrash();
  }, id);
  expect(await earlier(page, id)).toEqual([]);
  await elsewhere(page);
  expect((await readRaw(page)).tables.versions, 'nothing of it is left').toEqual([]);
});

test('a version that is damaged is read from the second copy, and put back', async ({ page }) => {
  const { id, text } = await writeOver(page);
  const back = await elsewhere(page);
  const store = await readRaw(page);
  await writeRaw(
    page,
    withRecords(store, 'versions', (row) => flipped(row)),
    { outside: 'kept' },
  );
  await back();
  expect(await earlier(page, id)).toEqual([text]);
  await elsewhere(page);
  expect(await readRaw(page)).toEqual(store);
});

test('versions are bounded, and the newest stay', async ({ page }) => {
  const entry = newEntry(new Date(), {});
  const texts = Array.from({ length: 130 }, (_, index) => `${index} ${LONG}`);
  await page.evaluate(
    async ([entry, texts]) => {
      for (const text of texts) {
        await window.engine.save({ ...entry, text });
        await window.engine.save({ ...entry, text: '' });
      }
    },
    [entry, texts] as const,
  );
  const kept = await earlier(page, entry.id);
  expect(kept.length).toBeLessThanOrEqual(100);
  expect(kept.slice(0, 50)).toEqual(texts.toReversed().slice(0, 50));
});
