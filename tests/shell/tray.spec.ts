import type { Host } from '../support/host.ts';
import { HOST_NAME } from '../support/host.ts';
import { journalPage } from '../support/pages/journal.ts';
import { expect, test } from '../support/shell.ts';
import { protectWithKeychain } from '../support/shell-actions.ts';

// Electron lets nobody ask for a tray's menu.
test.skip(HOST_NAME === 'Electron', 'only the stand-in’s tray can be read');

test('opens quick capture and the journal, locks it, and quits', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  expect(await labels(host)).toEqual([
    'Quick capture',
    'Open Staff Journal',
    '',
    'Lock',
    '',
    'Quit',
  ]);

  await journalPage(page).region.waitFor();
  for (const shows of ['Open Staff Journal', 'Lock']) {
    await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await choose(host, shows);
    await expect.poll(() => isVisible(host)).toBe(true);
  }
  await expect(page.getByText('Nothing protects the journal yet')).toBeVisible();

  const opened = host.nextWindow();
  await choose(host, 'Quick capture');
  await expect((await opened).getByRole('textbox', { name: 'Text' })).toBeFocused();

  await test.step('a protected journal is locked out of sight', async () => {
    await protectWithKeychain(page);
    await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await choose(host, 'Lock');
    await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeVisible();
    expect(await isVisible(host)).toBe(false);
  });

  await choose(host, 'Quit');
  expect(await host.exited).toBe(0);
});

function isVisible(host: Host): Promise<boolean | undefined> {
  return host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}

interface StandInTray {
  readonly shown: { readonly menu: Electron.Menu } | null;
}

function labels(host: Host): Promise<string[] | undefined> {
  return host.evaluate(({ Tray }) => {
    const { shown } = Tray as unknown as StandInTray;
    return shown?.menu.items.map(({ label }) => label);
  });
}

function choose(host: Host, label: string): Promise<void> {
  return host.evaluate(({ Tray }, wanted) => {
    const { shown } = Tray as unknown as StandInTray;
    shown?.menu.items.find((item) => item.label === wanted)?.click();
  }, label);
}
