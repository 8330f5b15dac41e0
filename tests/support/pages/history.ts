import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { entryPage } from './entry.ts';

/** What an entry said before, in its dialog. */
export function historyPage(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'History', exact: true });
  return {
    dialog,
    versions: dialog.getByRole('listbox', { name: 'Versions', exact: true }),
    options: dialog.getByRole('option'),
    chosen: dialog.getByRole('option', { selected: true }),
    text: dialog.getByRole('region', { name: 'Version', exact: true }),
    added: dialog.getByRole('insertion'),
    removed: dialog.getByRole('deletion'),
    beside: dialog.getByRole('list', { name: 'Changed beside the text' }).getByRole('listitem'),
    restoreButton: dialog.getByRole('button', { name: 'Restore this version', exact: true }),

    async open() {
      await entryPage(page).button('History').click();
      await expect(this.versions).toBeFocused();
    },
    async show(way: 'Changes' | 'Whole text') {
      await dialog.getByRole('radio', { name: way }).check();
    },
  };
}

/** Writes over the text of the entry on the screen: what is lost of a long one stays as a version. */
export async function writeText(page: Page, text: string): Promise<void> {
  const entry = entryPage(page);
  await entry.text.fill(text);
  await entry.saved();
}
