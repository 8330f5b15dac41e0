import { readdir } from 'node:fs/promises';
import { expect, test } from '../support/shell.ts';

test('what was written is there when the app is started again', async ({ host, page, launch }) => {
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Untangled the release train');
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await host.close();

  const [reopened] = (await launch()).windows();
  await expect(
    reopened?.getByRole('region', { name: 'Entries' }).getByText('Untangled the release train') ??
      page.locator('body'),
  ).toBeVisible();
});

test('quitting saves what was typed last', async ({ host, page, launch }) => {
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Typed and closed at once');
  await host.evaluate(({ app }) => app.quit());
  expect(await host.exited).toBe(0);

  const [reopened] = (await launch()).windows();
  await expect(
    reopened?.getByRole('region', { name: 'Entries' }).getByText('Typed and closed at once') ??
      page.locator('body'),
  ).toBeVisible();
});

test('the application menu holds the page’s commands and runs them', async ({ host, page }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  await expect
    .poll(() =>
      host.evaluate(({ Menu }) => {
        const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
        const item = items?.find(({ label }) => label === 'New entry');
        item?.click();
        return item?.label;
      }),
    )
    .toBe('New entry');
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
});

test('a cancelled export writes nothing', async ({ host, page, folder }) => {
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Untangled the release train');
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await host.evaluate(({ dialog }) => {
    dialog.showSaveDialog = async () => {
      Reflect.set(globalThis, 'asked', true);
      return { canceled: true, filePath: '' };
    };
  });
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Summaries' })
    .click();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('button', { name: 'Save file' }).click();
  await expect.poll(() => host.evaluate(() => 'asked' in globalThis)).toBe(true);
  await expect(page.getByRole('dialog', { name: 'Export summary' })).toBeVisible();
  expect(await readdir(folder)).toEqual(['config']);
});
