import { expect, test } from '../support/shell.ts';

test('stays on the page, whatever the page tries', async ({ host, page }) => {
  const address = page.url();
  for (const elsewhere of ['https://example.com/', '/assets/', 'data:text/html,elsewhere']) {
    await page.evaluate((url) => {
      location.href = url;
    }, elsewhere);
    await page.evaluate((url) => {
      const link = document.createElement('a');
      link.href = url;
      link.click();
    }, elsewhere);
    await expect(page).toHaveTitle('Staff Journal');
  }
  expect(page.url()).toBe(address);
  expect(host.windows()).toHaveLength(1);
});

test('lets the page load itself anew, and nothing else', async ({ page }) => {
  await page.evaluate(() => {
    document.title = 'before';
    location.hash = '#/settings';
    location.reload();
  });
  await expect(page).toHaveTitle('Staff Journal');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
});

test('opens no window for the page', async ({ host, page }) => {
  await page.evaluate(() => {
    window.open('https://example.com/');
    window.open('about:blank');
    const link = document.createElement('a');
    Object.assign(link, { href: '/', target: '_blank' });
    link.click();
  });
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(await host.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('embeds no other page', async ({ page }) => {
  const embedded = await page.evaluate(async () => {
    const frame = document.createElement('iframe');
    frame.src = '/';
    document.body.append(frame, document.createElement('webview'));
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    return frame.contentDocument === null ? 'blocked' : 'loaded';
  });
  expect(embedded).toBe('blocked');
});
