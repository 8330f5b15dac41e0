import { expect, type Page } from '@playwright/test';
import { settingsPage } from './pages/settings.ts';

/** Protects an open journal with the system's keychain, as a writer does. */
export async function protectWithKeychain(page: Page): Promise<void> {
  const settings = settingsPage(page);
  await settings.open();
  await settings.privacy.getByRole('button', { name: /^Protect with/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Protect the journal' });
  await dialog.getByRole('checkbox', { name: 'I have an archive of this journal' }).check();
  await dialog.getByRole('button', { name: 'Protect', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Backups from before' })
    .getByRole('button', { name: /^(Keep them|Done)$/ })
    .click();
  await expect(settings.privacy).toContainText('The journal’s key is held by');
}
