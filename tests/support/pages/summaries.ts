import type { Page } from '@playwright/test';
import { saved } from './settings.ts';

/** The summaries screen and its dialogs. */
export function summariesPage(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Export summary' });
  return {
    period: page.getByRole('combobox', { name: 'Period' }),
    audience: page.getByRole('combobox', { name: 'Audience' }),
    exportButton: page.getByRole('button', { name: 'Export', exact: true }),
    document: page.getByRole('region', { name: 'Document', exact: true }),
    dialog,
    format: dialog.getByRole('radiogroup', { name: 'Format' }),
    saveButton: dialog.getByRole('button', { name: 'Save file' }),
    staying: dialog.getByRole('list', { name: 'Entries that stay behind' }).getByRole('listitem'),
    textsButton: page.getByRole('button', { name: /^Texts:/ }),
    textsDialog: page.getByRole('dialog', { name: 'Texts in the document' }),

    async open() {
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'Summaries' })
        .click();
      await page.getByRole('heading', { name: 'Summaries', level: 1 }).waitFor();
    },

    /** Exports what is chosen, as a file. */
    async export(format: 'Markdown' | 'HTML' | 'JSON') {
      await this.exportButton.click();
      await this.format.getByRole('radio', { name: format }).check();
      const download = page.waitForEvent('download');
      await this.saveButton.click();
      return await saved(await download);
    },
  };
}
