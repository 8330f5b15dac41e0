import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Host } from '../support/host.ts';
import { capturePage } from '../support/pages/capture.ts';
import { expect, test, userDataIn } from '../support/shell.ts';

const KEYS = 'Ctrl+Alt+J';

test('takes words from anywhere, saves them and is gone', async ({ host, page }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  // The journal need not be on the screen.
  await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const quick = await openCapture(host);
  const capture = capturePage(quick);
  await expect(capture.text).toBeFocused();
  expect(await windowOf(host)).toEqual({ visible: true, onTop: true, width: 560, height: 320 });

  await quick.keyboard.type('Unblocked the search team');
  await capture.addCompetency.fill('mentoring');
  await capture.addCompetency.press('Enter');
  await capture.text.press('Enter');
  await expect.poll(async () => (await windowOf(host))?.visible).toBe(false);
  await expect(capture.text).toHaveValue('');
  await expect(entryIn(page, 'Unblocked the search team')).toBeVisible();
});

test('Escape hides it and keeps the draft, and so does closing', async ({ host, page }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  const quick = await openCapture(host);
  const capture = capturePage(quick);
  await capture.text.fill('Half a thought');
  await capture.text.press('Escape');
  await expect.poll(async () => (await windowOf(host))?.visible).toBe(false);

  await showCapture(host);
  expect(await windowOf(host)).toMatchObject({ visible: true });
  await expect(capture.text).toHaveValue('Half a thought');
  await host.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.isAlwaysOnTop())
      ?.close(),
  );
  expect(await windowOf(host)).toMatchObject({ visible: false });
  await expect(capture.text).toHaveValue('Half a thought');
});

test('what is only a draft when the app quits is in the journal the next day', async ({
  host,
  page,
  launch,
}) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  const quick = await openCapture(host);
  await capturePage(quick).text.fill('Half a thought');
  await capturePage(quick).text.press('Escape');
  await host.close();

  const [reopened] = (await launch()).windows();
  if (reopened === undefined) throw new Error('The app has no window');
  await expect(entryIn(reopened, 'Half a thought')).toBeVisible();
});

test('the command and the shortcut open the same window', async ({ host, page }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  expect(
    await host.evaluate(({ globalShortcut }, keys) => globalShortcut.isRegistered(keys), KEYS),
  ).toBe(true);
  await noteShortcuts(host);
  await page.evaluate(() =>
    window.staffJournalBridge?.changeDesktop({ captureShortcut: 'Ctrl+Alt+K' }),
  );
  const opened = host.nextWindow();
  await host.evaluate(() => {
    const noted = Reflect.get(globalThis, 'shortcuts') as Map<string, () => void>;
    noted.get('Ctrl+Alt+K')?.();
  });
  await expect(capturePage(await opened).text).toBeFocused();
  await expect
    .poll(() =>
      host.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
        const item = items?.find(({ label }) => label === 'Quick capture');
        item?.click();
        return item?.label;
      }),
    )
    .toBe('Quick capture');
  expect(host.windows()).toHaveLength(2);
});

test('keys that another app holds are not taken, and the old ones stay', async ({ host, page }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  // Whoever holds them, Electron is refused them in the same way.
  await host.evaluate(({ globalShortcut }) => globalShortcut.register('Ctrl+Alt+K', () => {}));
  const answer = await page.evaluate(() =>
    window.staffJournalBridge?.changeDesktop({ captureShortcut: 'Ctrl+Alt+K' }),
  );
  expect(answer).toMatchObject({ captureShortcut: KEYS, captureShortcutWorks: true });
  expect(await isHeld(host, KEYS)).toBe(true);

  const none = await page.evaluate(() =>
    window.staffJournalBridge?.changeDesktop({ captureShortcut: null }),
  );
  expect(none).toMatchObject({ captureShortcut: null, captureShortcutWorks: true });
  expect(await isHeld(host, KEYS)).toBe(false);
});

test('the keys are remembered, and what cannot be taken at the start is said', async ({
  host,
  page,
  launch,
  folder,
}) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  await page.evaluate(() =>
    window.staffJournalBridge?.changeDesktop({ captureShortcut: 'Alt+F9' }),
  );
  await host.close();
  const again = await launch();
  expect(await isHeld(again, 'Alt+F9')).toBe(true);
  await again.close();

  const file = path.join(userDataIn(folder), 'desktop.json');
  const kept = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...kept, captureShortcut: 'no such keys' }));
  const third = await launch();
  const [journal] = third.windows();
  expect(await journal?.evaluate(() => window.staffJournalBridge?.desktop())).toMatchObject({
    captureShortcut: 'no such keys',
    captureShortcutWorks: false,
  });
});

async function openCapture(host: Host): Promise<Page> {
  const opened = host.nextWindow();
  await showCapture(host);
  return opened;
}

async function showCapture(host: Host): Promise<void> {
  await host.windows()[0]?.evaluate(() => window.staffJournalBridge?.showCapture());
}

function windowOf(host: Host) {
  return host.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.isAlwaysOnTop());
    if (window === undefined) return null;
    const { width, height } = window.getBounds();
    return { visible: window.isVisible(), onTop: window.isAlwaysOnTop(), width, height };
  });
}

/** From now on what is registered can be called as if its keys were pressed. */
function noteShortcuts(host: Host): Promise<void> {
  return host.evaluate(({ globalShortcut }) => {
    const noted = new Map<string, () => void>();
    Reflect.set(globalThis, 'shortcuts', noted);
    const register = globalShortcut.register.bind(globalShortcut);
    globalShortcut.register = (keys, callback) => {
      noted.set(keys, callback);
      return register(keys, callback);
    };
  });
}

function isHeld(host: Host, keys: string): Promise<boolean> {
  return host.evaluate(({ globalShortcut }, wanted) => globalShortcut.isRegistered(wanted), keys);
}

function entryIn(page: Page, title: string) {
  return page.getByRole('region', { name: 'Entries' }).getByText(title);
}
