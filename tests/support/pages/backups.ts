import type { Page } from '@playwright/test';
import { settingsPage } from './settings.ts';

/** Backups in the settings, and the dialog that restores one. */
export function backupsPage(page: Page) {
  const section = page.getByRole('region', { name: 'Backups' });
  const dialog = page.getByRole('dialog', { name: 'Restore', exact: true });
  return {
    section,
    dialog,
    backUpButton: section.getByRole('button', { name: 'Back up now' }),
    restoreButton: section.getByRole('button', { name: 'Restore…' }),
    // A toast may stand at the dialog's foot.
    tally: dialog.getByRole('status').first(),
    problem: dialog.getByRole('alert'),
    way: (name: 'Merge' | 'Whole') => dialog.getByRole('radio', { name }),

    async open() {
      await settingsPage(page).open();
    },

    /** Chooses a file for `Restore…`, where nothing is kept to choose from. */
    async choose(file: string | { readonly name: string; readonly content: Buffer }) {
      await this.open();
      const chooser = page.waitForEvent('filechooser');
      await this.restoreButton.click();
      await (await chooser).setFiles(
        typeof file === 'string'
          ? file
          : { name: file.name, mimeType: 'application/octet-stream', buffer: file.content },
      );
    },

    async restore() {
      await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
  };
}
