import type { Page } from '@playwright/test';
import { settingsPage } from './settings.ts';

/** A file to import: a path on the disk, or a name and what is in it. */
export type Chosen = string | { readonly name: string; readonly content: string | Buffer };

/** Importing, from `Import…` in the settings to the toast. */
export function importPage(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Import' });
  return {
    dialog,
    problem: dialog.getByRole('alert'),
    commitButton: dialog.getByRole('button', { name: /^Import [\d,]+ entr(y|ies)$/ }),
    goodLines: dialog.getByRole('checkbox', { name: 'Take the good lines' }),
    badLines: dialog.getByRole('list', { name: 'Bad lines' }),
    sample: dialog.getByRole('list', { name: 'New entries' }),

    /** Chooses the file; the dialog then shows what importing it would do. */
    async choose(file: Chosen) {
      const settings = settingsPage(page);
      await settings.open();
      const chooser = page.waitForEvent('filechooser');
      await settings.importButton.click();
      await (await chooser).setFiles(
        typeof file === 'string'
          ? file
          : { name: file.name, mimeType: 'application/json', buffer: Buffer.from(file.content) },
      );
    },

    /** The tally of the preview, such as `3 new, 0 already in the journal, 0 bad`. */
    tally: (text: string) => dialog.getByText(text, { exact: true }),

    /** Imports the file whole and waits until it is in the journal. */
    async take(file: Chosen) {
      await this.choose(file);
      await this.commitButton.click();
      await page.getByText(/^[\d,]+ (entry|entries) imported$/).waitFor();
    },

    async close() {
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'hidden' });
    },
  };
}

/** JSON Lines of these objects. */
export function lines(...objects: readonly object[]): string {
  return objects.map((object) => `${JSON.stringify(object)}\n`).join('');
}
