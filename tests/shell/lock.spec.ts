import type { Page } from '@playwright/test';
import { axeViolations } from '../support/axe.ts';
import { heapsOf } from '../support/heap.ts';
import type { Host } from '../support/host.ts';
import { capturePage } from '../support/pages/capture.ts';
import { entryPage } from '../support/pages/entry.ts';
import { journalPage } from '../support/pages/journal.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { expect, test } from '../support/shell.ts';
import { chooseInTray, protectWithKeychain } from '../support/shell-actions.ts';

const CANARIES = {
  title: 'Zwergspitzmaus',
  text: 'Uferschnepfe',
  people: 'Wendehals',
  searched: 'Rohrdommel',
} as const;

test('locking leaves no word in the heaps of page and worker, and all is there again', async ({
  page,
}) => {
  await protectWithKeychain(page);
  const [journal, entry] = [journalPage(page), entryPage(page)];
  await journal.goTo('Journal');
  await journal.search.fill(CANARIES.searched);
  await entry.begin();
  await entry.title.fill(CANARIES.title);
  await entry.people.fill(CANARIES.people);
  await entry.text.click();
  await page.keyboard.insertText(`${CANARIES.text} `.repeat(20));
  await page.keyboard.press('Control+z');
  await page.keyboard.insertText(CANARIES.text);
  await expect(page).toHaveTitle('Staff Journal');
  expect(found(await heapsOf(page))).toEqual(['title', 'text', 'people', 'searched']);

  // At once: what stands there was typed less than a rest ago.
  await page.keyboard.insertText(' to the last word');
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(unlockButton(page)).toBeFocused();
  const locked = performance.now();
  const heaps = await heapsOf(page);
  expect(performance.now() - locked, 'within 2 seconds').toBeLessThan(2_000);
  expect(heaps, 'of the page and of its worker').toHaveLength(2);
  expect(found(heaps)).toEqual([]);
  expect(await axeViolations(page)).toEqual([]);
  await expect(page.getByRole('region')).toHaveCount(0);

  // The keychain is not asked by itself, wherever one goes.
  await page.goBack();
  await expect(unlockButton(page)).toBeVisible();
  await page.reload();
  await unlockButton(page).press('Enter');
  await journal.goTo('Journal');
  await entry.open(CANARIES.title);
  expect(await entry.markdown()).toBe(`${CANARIES.text} to the last word`);
  // Nor does the way back lead to a page that would have to be unlocked once more.
  await page.goBack();
  await expect(journal.entry(CANARIES.title)).toBeVisible();
});

test('it is locked by the tray, the system’s lock screen, sleep, and by closing the window', async ({
  host,
  page,
}) => {
  await journalPage(page).region.waitFor();
  await test.step('but not where nothing protects it', async () => {
    await host.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await chooseInTray(host, 'Lock');
    await expect(page.getByText('Nothing protects the journal yet')).toBeVisible();
    expect(await isVisible(host)).toBe(true);
    await page.getByRole('button', { name: 'Open Settings' }).click();
  });
  await protectWithKeychain(page);
  await page.evaluate(() => window.staffJournalBridge?.changeDesktop({ stayInTray: true }));

  const ways: Record<string, () => Promise<unknown>> = {
    tray: () => chooseInTray(host, 'Lock'),
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
  expect(await isVisible(host)).toBe(false);
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

const unlockButton = (page: Page) => page.getByRole('button', { name: 'Unlock', exact: true });

/** Which of the canaries are in there. */
function found(heaps: readonly string[]): string[] {
  return Object.entries(CANARIES)
    .filter(([, word]) => heaps.some((heap) => heap.includes(word)))
    .map(([name]) => name);
}

function isVisible(host: Host): Promise<boolean | undefined> {
  return host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}
