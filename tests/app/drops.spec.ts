import { writeFile } from 'node:fs/promises';
import { expect, test } from '../support/app.ts';
import { drop } from '../support/drag.ts';
import { entryPage } from '../support/pages/entry.ts';

test('a file let go beside the entry does nothing', async ({ page }) => {
  const file = test.info().outputPath('dropped.txt');
  await writeFile(file, 'words of a file');
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Here');
  await entry.saved();
  const address = page.url();
  const pages = page.context().pages().length;
  for (const target of [page.getByRole('navigation'), page.getByRole('searchbox')]) {
    await drop(page, target, { files: [file] });
  }
  await drop(page, page.getByRole('navigation'), { text: 'https://example.com/' });
  // Had any of them been taken, the page would be gone by the time that this is saved.
  await entry.outcome.fill('Still here');
  await entry.saved();
  expect(page.url()).toBe(address);
  expect(page.context().pages()).toHaveLength(pages);
  await expect(entry.title).toHaveValue('Here');
  await expect(entry.attachments).toBeHidden();

  await entry.button('Delete entry').click();
  await page.getByRole('region', { name: 'Entries' }).waitFor();
  await page.goto(address);
  await expect(entry.button('Restore')).toBeVisible();
  await drop(page, entry.title, { files: [file] });
  await entry.button('Restore').click();
  await expect(entry.button('Delete entry')).toBeVisible();
  await expect(entry.attachments, 'nor over one in the trash').toBeHidden();

  const capture = await page.context().newPage();
  await capture.goto(new URL('/capture.html', address).href);
  await drop(capture, capture.getByRole('textbox', { name: 'Text' }), { files: [file] });
  await expect(capture.getByRole('textbox', { name: 'Text' })).toHaveValue('');
  expect(capture.url()).toContain('/capture.html');
});

test('text can be dragged into the fields', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await drop(page, entry.title, { text: 'From elsewhere' });
  await expect(entry.title).toHaveValue('From elsewhere');
  await drop(page, entry.text, { text: 'and this' });
  await expect(entry.text).toContainText('and this');
  await entry.saved();
});
