import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';

/** Files on the disk, as a page hands them out and takes them in. */
declare global {
  interface Window {
    /** What was chosen last. */
    handed: readonly File[];
  }
}

/** Lets the page back its journal up into a file of this folder. */
export async function download(page: Page, folder: string) {
  const downloading = page.waitForEvent('download', { timeout: 0 });
  const made = await page.evaluate(async () => {
    const start = performance.now();
    const { file, ...told } = await window.engine.backUp();
    const took = performance.now() - start;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = 'backup.staffjournal';
    link.click();
    return { ...told, took };
  });
  const file = path.join(folder, 'backup.staffjournal');
  await (await downloading).saveAs(file);
  return { ...made, file, size: (await stat(file)).size };
}

/** Lets the page have a file as if the writer had chosen it: it is read when it is asked for. */
export async function hand(page: Page, file: string): Promise<void> {
  await page.evaluate(() => {
    document.querySelector('input')?.remove();
    const input = document.createElement('input');
    input.type = 'file';
    document.body.append(input);
  });
  await page.locator('input').setInputFiles(file);
  await page.evaluate(() => {
    window.handed = [...(document.querySelector('input')?.files ?? [])];
  });
}
