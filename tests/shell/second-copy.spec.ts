import { appendFile, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, userDataIn } from '../support/shell.ts';

/** In a folder of the app's own, beside what the page's storage is made of. */
const mirrorIn = (folder: string) => path.join(userDataIn(folder), 'Mirror', 'mirror');

async function write(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill(title);
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
}

test('every acknowledged save is in a file of the app’s own, and nothing in it can be read', async ({
  page,
  folder,
}) => {
  await write(page, 'Untangled the release train');
  const { size } = await stat(mirrorIn(folder));
  await page.getByRole('textbox', { name: 'Title' }).fill('Untangled both release trains');
  await expect.poll(async () => (await stat(mirrorIn(folder))).size).toBeGreaterThan(size);
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  expect((await readdir(path.dirname(mirrorIn(folder)))).sort()).toEqual(['mirror', 'sentinel']);
  const bytes = await readFile(mirrorIn(folder));
  expect(bytes.subarray(0, 8).toString()).toBe('SJMIRR01');
  for (const word of ['Untangled', 'release']) expect(bytes.includes(word)).toBe(false);
});

test('a store that was lost is restored from it', async ({ host, page, launch, folder }) => {
  await write(page, 'Untangled the release train');
  await host.close();
  const storage = path.join(userDataIn(folder));
  for (const name of await readdir(storage, { recursive: true })) {
    if (path.basename(name).startsWith('IndexedDB')) {
      await rm(path.join(storage, name), { recursive: true, force: true });
    }
  }

  const again = await launch();
  const [reopened] = again.windows();
  if (reopened === undefined) throw new Error('The app has no window');
  await expect(
    reopened.getByRole('heading', { name: 'The journal’s store is empty' }),
  ).toBeVisible();
  // Made at quit, or not in time.
  const made = (await readdir(path.join(userDataIn(folder), 'Backups')).catch(() => [])).length > 0;
  await expect(reopened.getByText(/^1 entry, of \d/)).toHaveCount(made ? 1 : 0);
  await reopened.getByRole('button', { name: 'Restore 1 entry' }).click();
  const entries = reopened.getByRole('region', { name: 'Entries' });
  await expect(entries.getByText('Untangled the release train')).toBeVisible();
});

test('a copy that ends in half a save does no harm, and is made whole again', async ({
  host,
  page,
  launch,
  folder,
}) => {
  await write(page, 'Untangled the release train');
  await host.close();
  await appendFile(mirrorIn(folder), Buffer.alloc(50, 1));

  const again = await launch();
  const [reopened] = again.windows();
  const entries = reopened?.getByRole('region', { name: 'Entries' });
  await expect(
    entries?.getByText('Untangled the release train') ?? page.locator('nothing'),
  ).toBeVisible();
  await expect
    .poll(async () => (await readFile(mirrorIn(folder))).includes(Buffer.alloc(50, 1)))
    .toBe(false);
  await again.close();
  await truncate(mirrorIn(folder), 10);
  const [third] = (await launch()).windows();
  await expect(
    third?.getByRole('region', { name: 'Entries' }).getByText('Untangled the release train') ??
      page.locator('nothing'),
  ).toBeVisible();
});
