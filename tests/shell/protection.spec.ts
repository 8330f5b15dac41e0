import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { headerIn } from '../../backup-rules/header.ts';
import { axeViolations } from '../support/axe.ts';
import { answerKeychain, reload } from '../support/keychain.ts';
import { backupsPage } from '../support/pages/backups.ts';
import { entryPage } from '../support/pages/entry.ts';
import { protectionPage } from '../support/pages/protection.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { expect, test, userDataIn } from '../support/shell.ts';

const PASSPHRASE = 'tepid lantern quarry mosaic';
const TITLE = 'Untangled the release train';

test('a passphrase leaves no readable backup behind, and this computer may stay unlocked beside it', async ({
  host,
  page,
  folder,
}) => {
  const protection = protectionPage(page);
  await expect(protection.welcome.getByRole('button')).toHaveCount(3);
  expect(await axeViolations(page)).toEqual([]);
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill(TITLE);
  await entry.saved();
  const backups = backupsPage(page);
  await backups.open();
  await backups.backUpButton.click();
  await expect(page.getByText('Backed up and verified: 1 entry.')).toBeVisible();
  expect(await readable(folder)).toEqual([true]);

  const { privacy } = settingsPage(page);
  await privacy.getByRole('button', { name: 'Set a passphrase…' }).click();
  await protection.choose(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Not now' }).click();
  const exposed = protection.dialog('Backups from before');
  await expect(exposed.getByRole('listitem')).toHaveCount(1);
  expect(await axeViolations(page)).toEqual([]);
  // Kept for now, they are told of until they are gone.
  await exposed.getByRole('button', { name: 'Keep them' }).click();
  await backups.section.getByRole('button', { name: 'Delete them…' }).click();
  await exposed.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('1 backup deleted.')).toBeVisible();
  expect(await readable(folder)).toEqual([false]);
  await expect(backups.section.getByRole('button', { name: 'Delete them…' })).toBeHidden();
  await expect(backups.backUpButton).toBeFocused();

  const stay = privacy.getByRole('checkbox', { name: 'Stay unlocked on this computer' });
  await stay.click();
  await expect(protection.dialog('Stay unlocked on this computer')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await protection.passphrase.fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(stay).toBeChecked();
  await expect(stay).toBeFocused();
  // Locked here, it is opened by the keychain as well, but only when the writer says so.
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(protection.passphrase).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Ask / }).click();
  await showJournal(page);
  await expect(entryIn(page)).toBeVisible();
  await reload(host);
  await showJournal(page);
  await expect(entryIn(page)).toBeVisible();

  await answerKeychain(host, 'refuses');
  await reload(host);
  await expect(protection.locked).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'was to stay unlocked' })).toContainText(
    'It refused to give the key.',
  );
  await expect(protection.passphrase).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await showJournal(page);
  await expect(entryIn(page)).toBeVisible();

  await answerKeychain(host, 'as before');
  await settingsPage(page).open();
  await stay.click();
  await expect(stay).not.toBeChecked();
  await reload(host);
  await expect(protection.passphrase).toBeFocused();
  await expect(page.getByText('was to stay unlocked')).toHaveCount(0);
});

async function showJournal(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Journal' })
    .click();
}

function entryIn(page: Page) {
  return page.getByRole('region', { name: 'Entries' }).getByText(TITLE);
}

/** Of each backup on the disk, whether its key lies in it. */
async function readable(folder: string): Promise<(boolean | undefined)[]> {
  const kept = path.join(userDataIn(folder), 'Backups');
  const names = (await readdir(kept)).filter((name) => !name.startsWith('.'));
  return Promise.all(
    names.map(async (name) => headerIn(await readFile(path.join(kept, name)))?.readable),
  );
}
