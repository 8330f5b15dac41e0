import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, testInTurn as test } from '../support/shell.ts';

test('a file dropped on the window leads nowhere', async ({ host, page, folder }) => {
  const file = path.join(folder, 'elsewhere.html');
  await writeFile(file, '<title>elsewhere</title>');
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  const address = page.url();
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: 600,
      y: 400,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
  }
  // What still answers has not gone elsewhere.
  await page.getByRole('button', { name: 'New entry' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  expect(page.url().split('#')[0]).toBe(address.split('#')[0]);
  expect(host.windows()).toHaveLength(1);
});
