import type { Page } from '@playwright/test';
import { axeViolations } from '../support/axe.ts';
import type { Host } from '../support/host.ts';
import { answerKeychain, reload } from '../support/keychain.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { readRaw } from '../support/raw-store.ts';
import { expect, test } from '../support/shell.ts';

const TITLE = 'Untangled the release train';

test('a journal protected by the keychain is there when the app is started again', async ({
  host,
  page,
  launch,
}) => {
  await write(page);
  await protect(page);
  await host.close();

  const again = await startedAgain(launch);
  await expect(entryIn(again.page)).toBeVisible();
  const { tables } = await readRaw(again.page);
  expect(tables.journal?.[0]?.version).toBe(2);
});

test('a writer who stops using the keychain is told what that means, and has the key back', async ({
  host,
  page,
}) => {
  await write(page);
  await protect(page);
  const settings = settingsPage(page);
  await settings.open();
  await settings.privacy.getByRole('button', { name: /^Stop using/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove the protection' });
  await expect(dialog).toContainText('anyone who can read this account’s files');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove protection' }).click();
  await expect(settings.privacy).toContainText('Nothing protects the journal');
  await expect(settings.privacy.getByRole('button', { name: /^Protect with/ })).toBeFocused();
  await answerKeychain(host, 'refuses');
  await reload(host);
  await settings.open();
  await page.getByRole('navigation').getByRole('link', { name: 'Journal' }).click();
  await expect(entryIn(page)).toBeVisible();
});

for (const answer of ['refuses', 'another key'] as const) {
  test(`a keychain that no longer opens the key shows that, not an empty journal: ${answer}`, async ({
    host,
    page,
  }) => {
    await write(page);
    await protect(page);
    const before = await readRaw(page);
    await answerKeychain(host, answer);
    await reload(host);

    const alert = page.getByRole('alert');
    await expect(alert).toContainText('The journal does not open with');
    await expect(alert).toContainText('nothing in it was changed');
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await expect(page.getByText('Write down one thing')).toHaveCount(0);
    await expect(page.getByRole('button')).toHaveText(['Try again']);
    expect(await readRaw(page)).toEqual(before);
    expect(await axeViolations(page)).toEqual([]);

    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('status')).toHaveText('It still does not open.');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();
    expect(await readRaw(page)).toEqual(before);

    await answerKeychain(host, 'as before');
    await page.keyboard.press('Enter');
    await expect(entryIn(page)).toBeVisible();
    expect(await readRaw(page)).toEqual(before);
  });
}

test('says that it waits while the keychain asks for a password', async ({ host, page }) => {
  await write(page);
  await protect(page);
  await answerKeychain(host, 'asks first');
  await reload(host);
  await expect(
    page.getByRole('status').filter({ hasText: 'asking for your password' }),
  ).toBeVisible();
  await expect.poll(() => host.evaluate(() => 'answerNow' in globalThis)).toBe(true);
  await host.evaluate(() => Reflect.get(globalThis, 'answerNow')());
  await expect(entryIn(page)).toBeVisible();
});

test('a keychain that asks for the key anew gets it', async ({ host, page }) => {
  await write(page);
  await protect(page);
  const before = await readRaw(page);
  await answerKeychain(host, 'anew');
  await reload(host);
  await expect(entryIn(page)).toBeVisible();
  const after = await readRaw(page);
  expect(after.tables.journal).not.toEqual(before.tables.journal);
  expect(after.tables.entries).toEqual(before.tables.entries);
  await answerKeychain(host, 'as before');
  await reload(host);
  await expect(entryIn(page)).toBeVisible();
});

test('the dialog says what it means, exports an archive first, and can be left', async ({
  page,
}) => {
  await write(page);
  const settings = settingsPage(page);
  await settings.open();
  await settings.privacy.getByRole('button', { name: /^Protect with/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Protect the journal' });
  await expect(dialog).toContainText('Whoever is logged in to this account');
  await expect(dialog).toContainText('export an archive first');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Export archive…' }).click();
  await expect(settings.archiveDialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings.archiveDialog).toBeHidden();
  await expect(dialog.getByRole('button', { name: 'Export archive…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(settings.privacy).toContainText('Nothing protects the journal');
  expect((await readRaw(page)).tables.journal?.[0]?.version).toBe(1);
});

test('what the keychain keeps waiting can be cancelled, and stays cancelled', async ({
  host,
  page,
}) => {
  await write(page);
  await protect(page);
  const before = await readRaw(page);
  await answerKeychain(host, 'asks first');
  const settings = settingsPage(page);
  await settings.open();
  await settings.privacy.getByRole('button', { name: /^Stop using/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove the protection' });
  await dialog.getByRole('button', { name: 'Remove protection' }).click();
  await expect(dialog.getByRole('progressbar', { name: /^Waiting for/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await host.evaluate(() => Reflect.get(globalThis, 'answerNow')());
  await page.getByRole('navigation').getByRole('link', { name: 'Journal' }).click();
  await expect(entryIn(page)).toBeVisible();
  expect(await readRaw(page)).toEqual(before);
});

test('a keychain that only hides is not offered, and main wraps nothing with it', async ({
  host,
  page,
}) => {
  await write(page);
  await answerKeychain(host, 'only hides');
  const settings = settingsPage(page);
  await settings.open();
  await expect(settings.privacy).toContainText(
    /This desktop has no keyring running|does not answer, so it cannot/,
  );
  await expect(settings.privacy.getByRole('button')).toHaveText(['Set a passphrase…']);
  const wrapping = page.evaluate(() => window.staffJournalBridge?.wrapKey(new Uint8Array(32)));
  await expect(wrapping).rejects.toThrow(/no keychain that protects/);
  expect(await page.evaluate(() => window.staffJournalBridge?.hasKeychain())).toBe(false);
});

test('a keychain that refuses the key leaves the journal as it was, and says so', async ({
  host,
  page,
}) => {
  await write(page);
  await answerKeychain(host, 'refuses');
  const before = await readRaw(page);
  const settings = settingsPage(page);
  await settings.open();
  const dialog = await askToProtect(page);
  await expect(dialog.getByRole('alert')).toContainText('Nothing was changed');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(settings.privacy).toContainText('Nothing protects the journal');
  expect(await readRaw(page)).toEqual(before);
});

async function write(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(TITLE);
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await page.getByRole('navigation').getByRole('link', { name: 'Journal' }).click();
  await expect(entryIn(page)).toBeVisible();
}

/** Presses `Protect` in its dialog, which wants an archive first. */
async function askToProtect(page: Page) {
  await settingsPage(page)
    .privacy.getByRole('button', { name: /^Protect with/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Protect the journal' });
  const button = dialog.getByRole('button', { name: 'Protect', exact: true });
  await expect(button).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'I have an archive of this journal' }).check();
  await button.click();
  return dialog;
}

async function protect(page: Page): Promise<void> {
  const settings = settingsPage(page);
  await settings.open();
  await askToProtect(page);
  const exposed = page.getByRole('dialog', { name: 'Backups from before' });
  await expect(exposed).toContainText('1 entry');
  await exposed.getByRole('button', { name: 'Keep them' }).click();
  await expect(settings.privacy).toContainText('The journal’s key is held by');
  await expect(settings.privacy.getByRole('button', { name: /^Stop using/ })).toBeFocused();
  await page.getByRole('navigation').getByRole('link', { name: 'Journal' }).click();
  await expect(entryIn(page)).toBeVisible();
}

function entryIn(page: Page) {
  return page.getByRole('region', { name: 'Entries' }).getByText(TITLE);
}

async function startedAgain(launch: () => Promise<Host>) {
  const host = await launch();
  const [page] = host.windows();
  if (page === undefined) throw new Error('The app has no window');
  return { host, page };
}
