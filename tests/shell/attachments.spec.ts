import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, userDataIn } from '../support/shell.ts';

const WORDS = 'What was said in the review';

test('an attached file lies sealed beside the second copy, and comes back from there', async ({
  host,
  page,
  launch,
  folder,
}) => {
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('With evidence');
  await page
    .getByRole('region', { name: 'Entry', exact: true })
    .locator('input[type=file]')
    .setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from(WORDS) });
  await expect(page.getByRole('button', { name: 'Open notes.txt' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  const mirror = path.join(userDataIn(folder), 'Mirror');
  const [name = ''] = (await readdir(mirror)).filter((file) => /^blob-[0-9a-f-]{36}$/.test(file));
  expect((await readFile(path.join(mirror, name))).includes(WORDS)).toBe(false);

  await host.close();
  const storage = userDataIn(folder);
  for (const found of await readdir(storage, { recursive: true })) {
    if (path.basename(found).startsWith('IndexedDB')) {
      await rm(path.join(storage, found), { recursive: true, force: true });
    }
  }
  const [reopened] = (await launch()).windows();
  if (reopened === undefined) throw new Error('The app has no window');
  await reopened.getByRole('button', { name: 'Restore 1 entry' }).click();
  await reopened.getByRole('region', { name: 'Entries' }).getByText('With evidence').click();
  await reopened.getByRole('button', { name: 'Open notes.txt' }).click();
  await expect(reopened.getByRole('dialog', { name: 'notes.txt' })).toContainText(WORDS);
});
