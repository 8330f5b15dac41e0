import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { backupsPage } from '../support/pages/backups.ts';
import { entryPage } from '../support/pages/entry.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { settingsPage } from '../support/pages/settings.ts';

const NOTES = {
  name: 'notes.jsonl',
  content: lines(
    { day: '2026-01-05', title: 'Untangled the release train', body: 'Text' },
    { day: '2026-01-06', title: 'Wrote the runbook', body: 'Text' },
    { day: '2026-01-07', title: 'Mentored two reviewers', body: 'Text' },
  ),
};

test('`Back up now` downloads a file that restores into a fresh journal', async ({
  page,
  browser,
  server,
}) => {
  await importPage(page).take(NOTES);
  const before = await settingsPage(page).exportArchive();
  const backups = backupsPage(page);
  await expect(backups.section).toContainText('whoever has the file can read it');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const downloading = page.waitForEvent('download');
  await backups.backUpButton.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(
    /^Staff Journal \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.staffjournal$/,
  );
  await expect(page.getByText('Backed up and verified: 3 entries.')).toBeVisible();

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(server.origin);
  const elsewhere = backupsPage(other);
  await elsewhere.choose(await download.path());
  await expect(elsewhere.tally).toHaveText('3 added, 0 changed, 0 removed');
  await expect(elsewhere.dialog).toContainText('of another journal');
  await expect(elsewhere.dialog.getByRole('list', { name: 'Added' })).toContainText('runbook');
  expect(await axeViolations(other)).toEqual([]);
  await elsewhere.restore();
  await expect(other.getByText('Restored: 3 added, 0 changed')).toBeVisible();
  expect((await settingsPage(other).exportArchive()).text).toBe(before.text);
  await context.close();
});

test('a restore says what either way would do, and can be undone', async ({ page }) => {
  await importPage(page).take(NOTES);
  const backups = backupsPage(page);
  const downloading = page.waitForEvent('download');
  await backups.backUpButton.click();
  const file = await (await downloading).path();
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Journal' })
    .click();
  const entry = entryPage(page);
  await entry.open('Wrote the runbook');
  await entry.title.fill('Wrote the runbook, twice');
  await entry.saved();
  await entry.close();
  await entry.begin();
  await entry.title.fill('Written since');
  await entry.saved();
  const before = await settingsPage(page).exportArchive();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  await backups.choose(file);
  await expect(backups.tally).toHaveText('0 added, 0 changed, 0 removed');
  await expect(backups.dialog).toContainText(
    '1 entry of the journal differs and is newer: it stays',
  );
  await expect(backups.dialog.getByRole('button', { name: 'Restore', exact: true })).toBeDisabled();
  await backups.way('Whole').check();
  await expect(backups.tally).toHaveText('0 added, 1 changed, 1 removed');
  await expect(backups.dialog.getByRole('list', { name: 'Put into the trash' })).toContainText(
    'Written since',
  );
  await backups.restore();
  const toast = page.getByText('Restored: 0 added, 1 changed, 1 put into the trash');
  await expect(toast).toBeVisible();
  await toast.locator('..').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The journal is as it was before the restore')).toBeVisible();
  expect((await settingsPage(page).exportArchive()).text).toBe(before.text);
});

test('a file that is no backup, or a damaged one, is refused with the reason', async ({ page }) => {
  await importPage(page).take(NOTES);
  const backups = backupsPage(page);
  const downloading = page.waitForEvent('download');
  await backups.backUpButton.click();
  const good = await readFile(await (await downloading).path());
  await backups.choose({ name: 'holiday.staffjournal', content: Buffer.from('JPEG, really') });
  await expect(backups.problem).toContainText('This file is not a backup');
  await expect(backups.problem).toContainText('The journal is unchanged');
  expect(await axeViolations(page)).toEqual([]);
  await backups.dialog.getByRole('button', { name: 'Close' }).click();
  await expect(backups.restoreButton).toBeFocused();
  await backups.choose({ name: 'half.staffjournal', content: good.subarray(0, good.length / 2) });
  await expect(backups.problem).toContainText('This backup is damaged');
});

test('axe finds nothing on the backups in the settings', async ({ page }) => {
  await backupsPage(page).open();
  await expect(backupsPage(page).backUpButton).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});
