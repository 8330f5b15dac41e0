import { expect, test } from '../support/shell.ts';

test('opens one window, shut off from Node and from the preload', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  const window = await host.evaluate(({ BrowserWindow }) => {
    const [first, ...others] = BrowserWindow.getAllWindows();
    // Electron has this method, but its typings do not.
    const contents: unknown = first?.webContents;
    const preferences = (
      contents as { getLastWebPreferences(): Electron.WebPreferences }
    ).getLastWebPreferences();
    return {
      others: others.length,
      minimum: first?.getMinimumSize(),
      url: first?.webContents.getURL(),
      contextIsolation: preferences.contextIsolation,
      sandbox: preferences.sandbox,
      nodeIntegration: preferences.nodeIntegration,
      webSecurity: preferences.webSecurity,
      webviewTag: preferences.webviewTag,
      spellcheck: preferences.spellcheck,
    };
  });
  expect(window).toEqual({
    others: 0,
    minimum: [640, 480],
    url: 'app://journal/',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: process.platform === 'darwin',
  });
  expect(
    await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window)),
  ).toEqual([]);
});
