import type { Locator, Page } from '@playwright/test';
import { headerIn } from '../../backup-rules/header.ts';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { folderOf, stubPicker } from '../support/granted-folder.ts';
import { backupsPage } from '../support/pages/backups.ts';
import { entryPage } from '../support/pages/entry.ts';
import { protectionPage } from '../support/pages/protection.ts';
import { settingsPage } from '../support/pages/settings.ts';

const PASSPHRASE = 'tepid lantern quarry mosaic';
const ANOTHER = 'violet ferry ampere';
const TITLE = 'Untangled the release train';

test('by keyboard alone: a passphrase and a recovery key on the first run, then a locked start', async ({
  page,
}) => {
  const protection = protectionPage(page);
  const { keyboard } = page;
  await expect(protection.welcome.getByRole('button')).toHaveText([
    /^Set a passphrase….*Recommended$/,
    /^Nothing for now/,
  ]);
  expect(await axeViolations(page)).toEqual([]);
  await tabTo(page, protection.welcome.getByRole('button', { name: 'Set a passphrase…' }));
  await keyboard.press('Enter');
  await expect(page.getByLabel('New passphrase', { exact: true })).toBeFocused();
  await keyboard.type(PASSPHRASE);
  await keyboard.press('Enter');
  await expect(protection.dialog('Set a passphrase')).toContainText('The two are not the same');
  expect(await axeViolations(page)).toEqual([]);
  await tabTo(page, page.getByLabel('New passphrase again'));
  await keyboard.type(PASSPHRASE);
  await keyboard.press('Enter');

  await expect(protection.dialog('Recovery key')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await tabTo(page, page.getByRole('button', { name: 'Make a recovery key' }));
  await keyboard.press('Enter');
  await expect(protection.dialog('Your recovery key')).toBeVisible();
  const key = await protection.shownKey();
  expect(key).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){7}[0-9A-HJKMNP-TV-Z]{5}$/);
  expect(await axeViolations(page)).toEqual([]);
  expect(await printed(page, key)).toEqual({ groups: key.split('-'), left: 0 });
  await tabTo(page, page.getByRole('button', { name: 'I have kept it' }));
  await keyboard.press('Enter');
  await expect(protection.recoveryKey).toBeFocused();
  const groups = key.toLowerCase().split('-');
  const typo = groups.with(2, groups[2]?.replace(/./, (one) => (one === '7' ? '8' : '7')) ?? '');
  await keyboard.type(typo.join(' '));
  await keyboard.press('Enter');
  await expect(protection.alert).toContainText('The mistake is in the third group.');
  expect(await axeViolations(page)).toEqual([]);
  await keyboard.press('ControlOrMeta+A');
  await keyboard.type(groups.join(' '));
  await keyboard.press('Enter');
  await expect(page.getByText('The recovery key opens the journal from now on.')).toBeVisible();
  await expect(protection.welcome).toBeHidden();
  await expect(page.getByRole('button', { name: 'Write the first entry' })).toBeFocused();
  await write(page);

  await page.reload();
  await expect(protection.locked).toBeVisible();
  await expect(protection.passphrase).toBeFocused();
  await expect(page.getByRole('navigation')).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  await keyboard.type('tepid lantern');
  await keyboard.press('Enter');
  await expect(protection.alert).toHaveText(
    'This is not the passphrase. Nothing was changed. Try again; capital letters and spaces count.',
  );
  await expect(protection.passphrase).toBeFocused();
  // Selected, so that typing replaces it.
  await keyboard.type(PASSPHRASE);
  await keyboard.press('Enter');
  await expect(entryIn(page)).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});

test('whoever is wrong waits longer; the recovery key opens, and offers a new passphrase', async ({
  page,
}) => {
  const protection = protectionPage(page);
  await protection.setFirst(PASSPHRASE);
  const key = await protection.makeRecoveryKey();
  await write(page);
  await page.reload();
  for (const wrong of ['one', 'two']) {
    await protection.passphrase.fill(wrong);
    await protection.unlock.click();
    await expect(protection.alert).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: 'Opening…' })).toBeHidden();
  }
  await expect(page.getByRole('timer')).toHaveText('The next try is looked at in 1 s.');
  await expect(protection.passphrase).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(protection.passphrase).toHaveAttribute('type', 'text');
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Lost both' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('the journal stays closed');
  await expect(page.getByRole('button')).toHaveText(['Try once more']);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');

  await page.getByRole('button', { name: 'Use the recovery key instead' }).click();
  await expect(protection.recoveryKey).toBeFocused();
  await protection.recoveryKey.fill(key.slice(0, -2));
  await protection.unlock.click();
  await expect(protection.alert).toContainText('The mistake is in the eighth group.');
  expect(await axeViolations(page)).toEqual([]);
  await protection.recoveryKey.fill(key);
  await protection.unlock.click();
  const offer = protection.dialog('Set a new passphrase');
  await expect(offer).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await protection.choose(ANOTHER);
  await page.keyboard.press('Enter');
  await expect(offer).toBeHidden();
  await expect(entryIn(page)).toBeVisible();

  await page.reload();
  await protection.passphrase.fill(ANOTHER);
  await protection.unlock.click();
  await expect(entryIn(page)).toBeVisible();
});

test('from the settings: a passphrase is set, changed, its key made anew, and removed', async ({
  page,
}) => {
  await stubPicker(page);
  const protection = protectionPage(page);
  await protection.welcome.getByRole('button', { name: 'Nothing for now' }).click();
  await expect(page.getByRole('button', { name: 'Write the first entry' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Write the first entry' })).toBeVisible();
  await write(page);
  await expect(protection.welcome).toBeHidden();

  const settings = settingsPage(page);
  await settings.open();
  const { privacy } = settings;
  const { section } = backupsPage(page);
  await section.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(section).toContainText(', 1 entry.');
  await privacy.getByRole('button', { name: 'Set a passphrase…' }).click();
  await protection.choose(PASSPHRASE);
  await page.keyboard.press('Enter');
  await protection.dialog('Recovery key').getByRole('button', { name: 'Not now' }).click();
  const exposed = protection.dialog('Backups from before');
  await expect(exposed.getByRole('listitem')).toHaveCount(1);
  await expect(exposed).toContainText('that you downloaded');
  expect(await axeViolations(page)).toEqual([]);
  // Thought better of while the backup before it is being made.
  await exposed.evaluate((dialog) => {
    const press = (name: string) =>
      [...dialog.querySelectorAll('button')].find((button) => button.textContent === name)?.click();
    press('Delete them');
    press('Keep them');
  });
  const change = privacy.getByRole('button', { name: 'Change passphrase…' });
  await expect(change).toBeFocused();
  await expect(page.getByText('Cancelled. No backup was deleted.')).toBeVisible();
  expect(await folderOf(page).names()).toHaveLength(2);
  await section.getByRole('button', { name: 'Delete them…' }).click();
  await exposed.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('1 backup deleted.')).toBeVisible();
  await expect(section.getByRole('button', { name: 'Back up now' })).toBeFocused();
  const kept = await folderOf(page).names();
  const readable = kept.map(
    async (name) => headerIn(Uint8Array.from(await folderOf(page).bytes(name)))?.readable,
  );
  expect(await Promise.all(readable)).toEqual([false, false]);
  await expect(privacy).toContainText('The journal opens with a passphrase.');
  await expect(privacy).toContainText('None. If the passphrase is forgotten, nothing opens');
  expect(await axeViolations(page)).toEqual([]);

  await change.click();
  const changing = protection.dialog('Change passphrase');
  await changing.getByLabel('Current passphrase').fill('not this one');
  await protection.choose(ANOTHER);
  await page.keyboard.press('Enter');
  await expect(protection.alert).toContainText('This is not the passphrase.');
  await expect(changing.getByLabel('Current passphrase')).toBeFocused();
  expect(await axeViolations(page)).toEqual([]);
  await changing.getByLabel('Current passphrase').fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(changing).toBeHidden();
  await expect(change).toBeFocused();

  await privacy.getByRole('button', { name: 'Make a new key…' }).click();
  expect(await axeViolations(page)).toEqual([]);
  await protection.passphrase.fill(ANOTHER);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make a recovery key' }).click();
  const shown = protection.dialog('Your recovery key');
  await expect(shown).toBeVisible();
  await page.mouse.click(2, 2);
  await expect(shown).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('No recovery key was kept')).toBeVisible();
  await privacy.getByRole('button', { name: 'Recovery key…' }).click();
  await protection.passphrase.fill(ANOTHER);
  await protection.makeRecoveryKey();
  await expect(privacy).toContainText('There is one: it opens the journal as well.');

  await privacy.getByRole('button', { name: 'Remove the passphrase…' }).click();
  await expect(protection.dialog('Remove the passphrase')).toContainText('the recovery key');
  expect(await axeViolations(page)).toEqual([]);
  await protection.passphrase.fill(ANOTHER);
  await page.keyboard.press('Enter');
  await expect(privacy).toContainText('Nothing protects the journal');
  await expect(privacy.getByRole('button', { name: 'Set a passphrase…' })).toBeFocused();
  await page.reload();
  await page.getByRole('navigation').getByRole('link', { name: 'Journal' }).click();
  await expect(entryIn(page)).toBeVisible();
});

test('a protected backup asks for what opened it when it was made', async ({
  page,
  browser,
  server,
}) => {
  await protectionPage(page).setFirst(PASSPHRASE);
  await page.getByRole('button', { name: 'Not now' }).click();
  await write(page);
  const backups = backupsPage(page);
  await backups.open();
  await expect(backups.section).toContainText(
    'opens with what opened the journal when it was made',
  );
  const downloading = page.waitForEvent('download');
  await backups.backUpButton.click();
  const file = await (await downloading).path();

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(server.origin);
  const elsewhere = backupsPage(other);
  await elsewhere.choose(file);
  const { passphrase } = protectionPage(other);
  await expect(passphrase).toBeFocused();
  await other.keyboard.type('not this one');
  await other.keyboard.press('Enter');
  await expect(elsewhere.problem).toContainText('This is not the passphrase.');
  await expect(passphrase).toBeFocused();
  expect(await axeViolations(other)).toEqual([]);
  await other.keyboard.type(PASSPHRASE);
  await other.keyboard.press('Enter');
  await expect(elsewhere.tally).toHaveText('1 added, 0 changed, 0 removed');
  await elsewhere.restore();
  await expect(other.getByText('Restored: 1 added, 0 changed')).toBeVisible();
  await context.close();
});

async function write(page: Page): Promise<void> {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill(TITLE);
  await entry.saved();
  await entry.close();
}

function entryIn(page: Page) {
  return page.getByRole('region', { name: 'Entries' }).getByText(TITLE);
}

/** What the sheet says that `Print` gives the printer, and how much of it stays in the page. */
async function printed(page: Page, key: string) {
  const title = await page.title();
  await page.evaluate(() => {
    window.print = () => {
      const groups = [...document.querySelectorAll('body > .paper li')].map((li) => li.textContent);
      Object.assign(window, { printed: groups });
    };
  });
  await tabTo(page, page.getByRole('button', { name: 'Print' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Print' })).toBeFocused();
  expect(await page.title()).toBe(title);
  expect(title).not.toContain(key);
  return page.evaluate(() => ({
    groups: Reflect.get(window, 'printed'),
    left: document.querySelectorAll('.paper').length,
  }));
}

/** As a writer without a mouse gets there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40; presses++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not lead there');
}
