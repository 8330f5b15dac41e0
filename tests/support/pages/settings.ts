import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** The settings screen. */
export function settingsPage(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Export archive' });
  return {
    importButton: page.getByRole('button', { name: 'Import…' }),
    archiveButton: page.getByRole('button', { name: 'Export archive…' }),
    archiveDialog: dialog,
    privacy: page.getByRole('region', { name: 'Privacy' }),
    about: page.getByRole('region', { name: 'About' }),

    async open() {
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Settings' })
        .click();
      await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    },

    /** Exports the archive: its suggested name and its text. */
    async exportArchive() {
      await this.open();
      await this.archiveButton.click();
      const download = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Save file' }).click();
      return await saved(await download);
    },
  };
}

/** A file that the page gave the writer. */
export async function saved(download: { suggestedFilename(): string; path(): Promise<string> }) {
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') };
}
