import type { Page } from '@playwright/test';
import { axeViolations } from '../support/axe.ts';
import { HOST_NAME, type Host } from '../support/host.ts';
import { capturePage } from '../support/pages/capture.ts';
import { entryPage } from '../support/pages/entry.ts';
import { journalPage } from '../support/pages/journal.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { expect, test } from '../support/shell.ts';
import { protectWithKeychain } from '../support/shell-actions.ts';

test('it is locked by the menu, the system’s lock screen, sleep, and by closing the window', async ({
  host,
  page,
}) => {
  await journalPage(page).region.waitFor();
  await test.step('but not where nothing protects it', async () => {
    await host.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await chooseLock(host);
    await expect(page.getByText('Nothing protects the journal yet')).toBeVisible();
    await page.getByRole('button', { name: 'Open Settings' }).click();
  });
  await protectWithKeychain(page);
  await page.evaluate(() => window.staffJournalBridge?.changeDesktop({ stayInTray: true }));

  const ways: Record<string, () => Promise<unknown>> = {
    menu: () => chooseLock(host),
    'lock screen': () => host.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen')),
    sleep: () => host.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend')),
    closing: () => host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  };
  for (const [way, lock] of Object.entries(ways)) {
    await test.step(way, async () => {
      const entry = entryPage(page);
      await entry.begin();
      await entry.title.fill(`Written before: ${way}`);
      await lock();
      await expect(unlockButton(page)).toBeVisible();
      await unlockButton(page).click();
      await expect(entry.title).toHaveValue(`Written before: ${way}`);
    });
  }
  expect(
    await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
  ).toBe(false);
});

test('quick capture takes words while the journal is locked', async ({ host, page }) => {
  await protectWithKeychain(page);
  const opened = host.nextWindow();
  await page.evaluate(() => window.staffJournalBridge?.showCapture());
  const capture = capturePage(await opened);
  await capture.text.fill('Half a thought');
  // The pair for it is made behind the screen.
  await page.reload();
  await expect(settingsPage(page).privacy).toContainText('held by');
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await unlockButton(page).waitFor();

  await capture.text.fill('While it was locked');
  await capture.text.press('Enter');
  await expect(capture.status).toHaveText('Saved. It joins the journal when that is unlocked.');
  await expect(capture.text).toHaveValue('');
  await unlockButton(page).click();
  await expect(page.getByText(/^1 entry captured while/)).toBeVisible();
  const journal = journalPage(page);
  await journal.goTo('Journal');
  await expect(journal.entry(/While it was locked/)).toHaveCount(1);
});

test('windows stay out of pictures of the screen, and what was copied off the clipboard', async ({
  host,
  page,
}) => {
  const protectedWindows = () =>
    host.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.isContentProtected()),
    );
  await page.evaluate(() => window.staffJournalBridge?.changeDesktop({ contentProtection: true }));
  const opened = host.nextWindow();
  await page.evaluate(() => window.staffJournalBridge?.showCapture());
  await opened;
  // Linux itself has no such thing.
  const isKnown = process.platform !== 'linux' || HOST_NAME !== 'Electron';
  expect(await protectedWindows()).toEqual([isKnown, isKnown]);

  const copy = async (text: string) => {
    // The stand-in's clipboard is not the browser's.
    await host.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);
    const search = journalPage(page).search;
    await search.fill(text);
    await search.selectText();
    await page.keyboard.press('ControlOrMeta+c');
  };
  const onClipboard = () => host.evaluate(({ clipboard }) => clipboard.readText());
  await minutesAre(host, 800);
  await copy('Steinadler');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await onClipboard()).toBe('Steinadler');
  const settings = settingsPage(page);
  await settings.open();
  expect(await axeViolations(page)).toEqual([]);
  await settings.privacy
    .getByRole('checkbox', { name: 'Clear what was copied after a minute' })
    .check();
  await copy('Steinadler');
  await expect.poll(onClipboard).toBe('');
  await copy('Steinadler');
  await new Promise((resolve) => setTimeout(resolve, 600));
  await host.evaluate(({ clipboard }) => clipboard.writeText('of another app'));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await onClipboard()).toBe('of another app');
  // With nothing selected nothing is copied, and what lies there is not the journal's.
  await journalPage(page).search.press('End');
  await page.keyboard.press('ControlOrMeta+c');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await onClipboard()).toBe('of another app');
});

/** From now on a minute lasts so many milliseconds in main. */
function minutesAre(host: Host, milliseconds: number): Promise<void> {
  return host.evaluate((_, short) => {
    const wait = setTimeout;
    const hurried = (run: () => void, after?: number) =>
      wait(run, after === 60_000 ? Number(short) : after);
    globalThis.setTimeout = Object.assign(hurried, wait) as typeof setTimeout;
  }, `${milliseconds}`);
}

const unlockButton = (page: Page) => page.getByRole('button', { name: 'Unlock', exact: true });

function chooseLock(host: Host): Promise<void> {
  return host.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('lock')?.click();
  });
}
