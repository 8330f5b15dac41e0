import { writeFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { entryPage } from '../support/pages/entry.ts';

/** What is dragged: a file, or text from another app. */
interface Dragged {
  readonly files?: string[];
  readonly text?: string;
}

/** Drags from outside of the browser onto the middle of the target, and lets go. */
async function drop(page: Page, target: Locator, { files, text }: Dragged): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('nothing to drop on');
  const devTools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devTools.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data: {
        items: text === undefined ? [] : [{ mimeType: 'text/plain', data: text }],
        ...(files === undefined ? {} : { files }),
        dragOperationsMask: 1,
      },
    });
  }
  await devTools.detach();
}

test('a file let go over the window does nothing', async ({ page }) => {
  const file = test.info().outputPath('dropped.txt');
  await writeFile(file, 'words of a file');
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Here');
  await entry.saved();
  const address = page.url();
  const pages = page.context().pages().length;
  for (const target of [page.getByRole('navigation'), entry.title, entry.text, entry.outcome]) {
    await drop(page, target, { files: [file] });
  }
  await drop(page, page.getByRole('navigation'), { text: 'https://example.com/' });
  // Had any of them been taken, the page would be gone by the time that this is saved.
  await entry.outcome.fill('Still here');
  await entry.saved();
  expect(page.url()).toBe(address);
  expect(page.context().pages()).toHaveLength(pages);
  await expect(entry.title).toHaveValue('Here');
  await expect(entry.text).not.toContainText('words of a file');

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
