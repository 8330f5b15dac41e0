import type { Host } from '../support/host.ts';
import { answer, asked } from '../support/message-box.ts';
import { expect, test } from '../support/shell.ts';

const MAC = process.platform === 'darwin';

test('asks once whether the app stays in the tray, and stays', async ({ host, page, launch }) => {
  test.skip(MAC, 'there apps stay, and nobody is asked');
  await expect(page).toHaveTitle('Staff Journal');
  await answer(host, 'Keep running');
  await closeWindow(host);
  await expect.poll(() => isVisible(host)).toBe(false);
  await host.evaluate(({ app }) => void app.emit('activate'));
  expect(await isVisible(host)).toBe(true);
  await closeWindow(host);
  await expect.poll(() => isVisible(host)).toBe(false);
  expect(await asked(host)).toEqual(['Keep Staff Journal running in the tray?']);
  await host.close();

  const again = await launch();
  await answer(again, 'never asked');
  await closeWindow(again);
  await expect.poll(() => isVisible(again)).toBe(false);
  expect(await asked(again)).toEqual([]);
});

test('quits when the writer says so, and asks no more', async ({ host, page, launch }) => {
  test.skip(MAC, 'there apps stay, and nobody is asked');
  await expect(page).toHaveTitle('Staff Journal');
  await answer(host, 'Quit');
  await closeWindow(host);
  expect(await host.exited).toBe(0);

  const again = await launch();
  await closeWindow(again);
  expect(await again.exited).toBe(0);
});

test('stays open when the writer thinks better of it', async ({ host, page }) => {
  test.skip(MAC, 'there apps stay, and nobody is asked');
  await expect(page).toHaveTitle('Staff Journal');
  await answer(host, 'Cancel');
  await closeWindow(host);
  await expect.poll(async () => (await asked(host)).length).toBe(1);
  expect(await isVisible(host)).toBe(true);
});

test('waits until the page has saved', async ({ host, page }) => {
  await page.evaluate(async () => {
    await window.staffJournalBridge?.beforeClose(async () => {
      document.title = 'saving';
      await new Promise((resolve) => document.addEventListener('click', resolve));
    });
  });
  await quit(host);
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
  await answer(host, 'Keep open');
  await quit(host);
  await expect.poll(() => asked(host)).toEqual(['The last change could not be saved.']);
  expect(await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await answer(host, 'Close and lose the change');
  await quit(host);
  expect(await host.exited).toBe(0);
});

function closeWindow(host: Host): Promise<void> {
  return host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

function quit(host: Host): Promise<void> {
  return host.evaluate(({ app }) => app.quit());
}

function isVisible(host: Host): Promise<boolean | undefined> {
  return host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
}
