import type { Page } from '@playwright/test';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { archiveLines } from '../../renderer/formats/archive.ts';
import { expect, test } from '../support/engine.ts';
import { elsewhere } from '../support/raw-store.ts';

const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

/** An entry as it was written, or deleted, some days ago. */
function aged(title: string, days: number, deleted = false): Entry {
  const then = daysAgo(days);
  const updated = then.toISOString();
  return newEntry(then, { title, updated, deleted: deleted ? updated : null });
}

/** Puts entries into the journal as they are, in this order: an archive keeps when they were written. */
async function lay(page: Page, entries: readonly Entry[]) {
  let archive = '';
  for await (const piece of archiveLines(entries)) archive += piece;
  await page.evaluate(async (text) => {
    await window.opened;
    await window.engine.previewImport(new Blob([text]));
    await window.engine.commitImport({ goodLinesOnly: false });
  }, archive);
}

/** What the trash holds once a start is done with what it does behind the first screen. */
const trashed = (page: Page) =>
  page.evaluate(async (query) => {
    await window.opened;
    await window.engine.prepare();
    const { rows } = await window.engine.list({ ...query, trash: true });
    return rows.map(({ title }) => title.text);
  }, WHOLE_JOURNAL);

const startAgain = async (page: Page) => (await elsewhere(page))();

test('a start removes what was in the trash for more than 30 days, and nothing else', async ({
  page,
}) => {
  await lay(page, [
    aged('Living, and older', 90),
    aged('Long deleted', 40, true),
    aged('Lately deleted', 20, true),
    aged('Written since', 2),
  ]);
  await startAgain(page);
  const first = await page.evaluate(async () => (await window.opened).list.trashed);
  expect(first, 'the first screen does not wait for it').toBe(2);
  await expect.poll(() => trashed(page)).toEqual(['Lately deleted']);
  const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  expect(list).toMatchObject({ total: 2, trashed: 1 });

  await startAgain(page);
  const opened = await page.evaluate(() => window.opened);
  expect(opened.rebuilt).toBeNull();
  expect(opened.list).toMatchObject({ total: 2, trashed: 1 });
});

test('a clock that is suddenly far ahead removes nothing, and neither does writing by it', async ({
  page,
}) => {
  // Seen from today, the last days of this journal are long ago.
  await lay(page, [aged('Living', 401), aged('Deleted the day before', 400, true)]);
  await startAgain(page);
  expect(await trashed(page)).toEqual(['Deleted the day before']);
  await page.evaluate((entry) => window.engine.save(entry), newEntry(new Date(), { title: 'Now' }));
  await startAgain(page);
  expect(await trashed(page)).toEqual(['Deleted the day before']);
});

test('what was deleted in the future stays', async ({ page }) => {
  await lay(page, [aged('Deleted tomorrow', -400, true), aged('Written since', 2)]);
  await startAgain(page);
  expect(await trashed(page)).toEqual(['Deleted tomorrow']);
});

test('what was restored a moment before is not removed with the rest of the trash', async ({
  page,
}) => {
  const kept = aged('Wanted after all', 40, true);
  await lay(page, [kept, aged('Unwanted', 39, true)]);
  const [, removed] = await page.evaluate(
    (id) => Promise.all([window.engine.restore(id), window.engine.emptyTrash()]),
    kept.id,
  );
  expect(removed).toBe(1);
  const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  expect(list.rows.map(({ title }) => title.text)).toEqual(['Wanted after all']);
  expect(list.trashed).toBe(0);
});
