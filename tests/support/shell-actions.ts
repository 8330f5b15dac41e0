import { expect, type Page } from '@playwright/test';
import type { Host } from './host.ts';
import { settingsPage } from './pages/settings.ts';

/** Protects an open journal with the system's keychain, as a writer does. */
export async function protectWithKeychain(page: Page): Promise<void> {
  const settings = settingsPage(page);
  await settings.open();
  await settings.privacy.getByRole('button', { name: /^Protect with/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Protect the journal' });
  await dialog.getByRole('checkbox', { name: 'I have an archive of this journal' }).check();
  await dialog.getByRole('button', { name: 'Protect', exact: true }).click();
  await expect(settings.privacy).toContainText('The journal’s key is held by');
}

interface StandInTray {
  readonly shown: { readonly menu: Electron.Menu } | null;
}

/** Electron lets nobody ask for a tray's menu: only where the stand-in runs. */
export function chooseInTray(host: Host, label: string): Promise<void> {
  return host.evaluate(({ Tray }, wanted) => {
    const { shown } = Tray as unknown as StandInTray;
    shown?.menu.items.find((item) => item.label === wanted)?.click();
  }, label);
}
