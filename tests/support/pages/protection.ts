import type { Page } from '@playwright/test';

/** Whatever asks for what opens the journal: the first run, the locked screen, and the dialogs of the settings. */
export function protectionPage(page: Page) {
  const dialog = (name: string) => page.getByRole('dialog', { name, exact: true });
  const recovery = dialog('Your recovery key');
  return {
    welcome: page.getByRole('region', { name: 'Who may read this journal?' }),
    dialog,
    alert: page.getByRole('alert'),
    recoveryKey: page.getByRole('textbox', { name: 'Recovery key' }),
    passphrase: page.getByRole('textbox', { name: 'Passphrase', exact: true }),
    unlock: page.getByRole('button', { name: 'Unlock' }),
    locked: page.getByRole('heading', { name: 'The journal is locked' }),

    /** What is asked for twice; the dialog's button is still to be pressed. */
    async choose(passphrase: string) {
      await page.getByLabel('New passphrase', { exact: true }).fill(passphrase);
      await page.getByLabel('New passphrase again').fill(passphrase);
    },

    /** Sets a passphrase in an empty journal. */
    async setFirst(passphrase: string) {
      await this.welcome.getByRole('button', { name: 'Set a passphrase…' }).click();
      await this.choose(passphrase);
      await page.keyboard.press('Enter');
    },

    /** The key on show. */
    async shownKey(): Promise<string> {
      const groups = await recovery.getByRole('listitem').allTextContents();
      return groups.join('-');
    },

    /** From the offer on: has one made and typed back. */
    async makeRecoveryKey(): Promise<string> {
      await page.getByRole('button', { name: /^Make a(nother one| recovery key)$/ }).click();
      await recovery.waitFor();
      const key = await this.shownKey();
      await page.getByRole('button', { name: 'I have kept it' }).click();
      await this.recoveryKey.fill(key);
      await page.keyboard.press('Enter');
      await dialog('Type the recovery key back').waitFor({ state: 'hidden' });
      return key;
    },
  };
}
