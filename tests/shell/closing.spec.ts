import type { Host } from '../support/host.ts';
import { expect, test } from '../support/shell.ts';

test('quits when the window is closed', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  await closeWindow(host);
  expect(await host.exited).toBe(0);
});

test('waits until the page has saved', async ({ host, page }) => {
  await page.evaluate(async () => {
    await window.staffJournalBridge?.beforeClose(async () => {
      document.title = 'saving';
      await new Promise((resolve) => document.addEventListener('click', resolve));
    });
  });
  await closeWindow(host);
  await expect(page).toHaveTitle('saving');
  await page.locator('body').click();
  expect(await host.exited).toBe(0);
});

test('asks the writer when the page cannot save, and stays open if they say so', async ({
  host,
  page,
}) => {
  await page.evaluate(async () => {
    await window.staffJournalBridge?.beforeClose(() => Promise.reject(new Error('disk full')));
  });
  await host.evaluate(({ dialog }) => {
    let response = 0;
    // The first time the writer keeps the window open, the second they let the change go.
    dialog.showMessageBox = async () => {
      Reflect.set(globalThis, 'asked', true);
      return { response: response++, checkboxChecked: false };
    };
  });
  await closeWindow(host);
  await expect.poll(() => host.evaluate(() => 'asked' in globalThis)).toBe(true);
  expect(await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await closeWindow(host);
  expect(await host.exited).toBe(0);
});

function closeWindow(host: Host): Promise<void> {
  return host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}
