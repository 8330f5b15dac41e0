import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { folderOf, reloadWith, stubPicker } from '../support/granted-folder.ts';
import { backupsPage } from '../support/pages/backups.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { journalPage } from '../support/pages/journal.ts';
import { deleteStore, elsewhere, readRaw, versionOfStore, writeRaw } from '../support/raw-store.ts';
import { tabTo } from '../support/tab-to.ts';
import { firstVersion } from '../support/upgrading.ts';

const YEAR = {
  name: 'year.jsonl',
  content: lines(
    { day: '2026-02-03', title: 'Led the storage migration' },
    { day: '2026-03-04', title: 'Wrote the incident review' },
  ),
};

/** Goes on with a store such as the first version of the app left it. */
async function becomeOlder(page: Page): Promise<void> {
  const back = await elsewhere(page);
  const older = firstVersion(await readRaw(page));
  await deleteStore(page);
  await writeRaw(page, older, { outside: 'kept' });
  await back();
}

test('before an upgrade the journal is kept in the folder of its backups, or nothing is changed unless the writer says so', async ({
  page,
}) => {
  await stubPicker(page);
  await importPage(page).take(YEAR);
  const backups = backupsPage(page);
  await backups.open();
  await backups.section.getByRole('button', { name: 'Choose folder…' }).click();
  const names = folderOf(page).names;
  await expect.poll(async () => (await names()).length).toBe(1);

  // The browser has to ask again, which it does on a click alone.
  await page.evaluate(() => localStorage.setItem('permission', 'prompt'));
  await becomeOlder(page);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('No backup could be kept before the upgrade');
  await expect(alert).toContainText('Backups wait for their folder');
  expect(await versionOfStore(page)).toBe(10);
  expect(await names()).toHaveLength(1);
  expect(await axeViolations(page)).toEqual([]);

  const allow = page.getByRole('button', { name: 'Allow' });
  await tabTo(allow);
  await page.keyboard.press('Enter');
  const journal = journalPage(page);
  await expect(journal.status('2 entries')).toBeVisible();
  await expect(journal.entry('Led the storage migration')).toBeVisible();
  expect(await names()).toHaveLength(2);
  expect(await versionOfStore(page)).toBe(20);

  await reloadWith(page, 'denied');
  await becomeOlder(page);
  await expect(alert).toContainText('The browser keeps backups out of their folder');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('status')).toHaveText('It still could not be kept.');
  expect(await versionOfStore(page)).toBe(10);
  await page.getByRole('button', { name: 'Go on without a backup' }).click();
  await expect(journal.status('2 entries')).toBeVisible();
  expect(await versionOfStore(page)).toBe(20);
  expect(await names()).toHaveLength(2);
});

test('without a folder for backups an older journal opens as any other', async ({ page }) => {
  await importPage(page).take(YEAR);
  await becomeOlder(page);
  await expect(journalPage(page).status('2 entries')).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
