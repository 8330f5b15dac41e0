import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { journalPage } from '../support/pages/journal.ts';
import { deleteStore, elsewhere } from '../support/raw-store.ts';
import { tabTo } from '../support/tab-to.ts';

const YEAR = {
  name: 'year.jsonl',
  content: lines(
    { day: '2026-02-03', title: 'Led the storage migration' },
    { day: '2026-03-04', title: 'Wrote the incident review' },
  ),
};

test.beforeEach(async ({ page }) => {
  await importPage(page).take(YEAR);
  const back = await elsewhere(page);
  await deleteStore(page);
  await back();
});

test('an empty store is told in plain words, with what each way brings', async ({ page }) => {
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The journal’s store is empty');
  await expect(alert).toContainText('All 2 entries can be restored. Nothing has been changed.');
  const main = page.getByRole('main');
  await expect(main).toContainText(/Was there\s*2 entries, last saved \d+ \w+ \d{4}/);
  await expect(main).toContainText(/In the store\s*0 entries/);
  await expect(main).toContainText(/In the second copy\s*2 entries/);
  await expect(page.getByText('Write down one thing')).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  for (const width of [360, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    const spill = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(spill, `${width} px`).toBe(0);
  }
});

test('restoring brings everything back, and says what it did', async ({ page }) => {
  const restore = page.getByRole('button', { name: 'Restore 2 entries' });
  await tabTo(restore);
  await page.keyboard.press('Enter');
  const journal = journalPage(page);
  await expect(journal.status('2 entries')).toBeVisible();
  await expect(journal.entry('Led the storage migration')).toBeVisible();
  await expect(
    page.getByText('The journal has 2 entries again, 2 of them from the second copy.'),
  ).toBeVisible();
  await page.reload();
  await expect(journal.status('2 entries')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('looking again changes nothing', async ({ page }) => {
  await page.getByRole('button', { name: 'Look again' }).click();
  await expect(page.getByRole('button', { name: 'Restore 2 entries' })).toBeVisible();
});

test('an empty journal is begun only when told twice', async ({ page }) => {
  await page.getByRole('button', { name: 'Begin an empty journal…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Begin an empty journal' });
  await expect(dialog).toContainText('2 entries that can be restored now will not be');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Begin an empty journal…' }).click();
  await dialog.getByRole('button', { name: 'Begin an empty journal' }).click();
  await expect(page.getByText('Write down one thing')).toBeVisible();
});

test('where the browser has removed all that was stored, no empty journal is begun by itself', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Restore 2 entries' }).click();
  const journal = journalPage(page);
  await expect(journal.status('2 entries')).toBeVisible();
  // As Chromium evicts an origin whose disk is full: all but what is no matter of its quota.
  const wiped = async () => {
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    await page.goto('about:blank');
    await session.send('Storage.clearDataForOrigin', {
      origin,
      storageTypes: 'file_systems,indexeddb,storage_buckets',
    });
    await page.goto(origin);
  };
  await page.reload();
  await expect(journal.status('2 entries')).toBeVisible();
  await wiped();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The journal is gone from this computer');
  await expect(page.getByRole('main')).toContainText(/2 entries, when it was last opened, \d+ \w+/);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Begin an empty journal…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin an empty journal' }).click();
  await expect(page.getByText('Write down one thing')).toBeVisible();
  // What nobody has written in is nothing to miss.
  await wiped();
  await expect(page.getByText('Write down one thing')).toBeVisible();
});
