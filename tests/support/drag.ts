import type { Locator, Page } from '@playwright/test';

/** What is dragged from outside of the browser: files or folders, or text from another app. */
export interface Dragged {
  readonly files?: string[];
  readonly text?: string;
}

/** Drags it onto the middle of the target, and lets go. */
export async function drop(page: Page, target: Locator, { files, text }: Dragged): Promise<void> {
  // Let go outside of the page, a file would be the browser's to open.
  await target.scrollIntoViewIfNeeded();
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
