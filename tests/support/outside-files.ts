import type { Page } from '@playwright/test';

/** What lies outside the store, as files. Go `elsewhere` first, or the engine holds them. */
const FOLDER = 'staff-journal';

export async function outsideNames(page: Page): Promise<string[]> {
  return page.evaluate(async (folder) => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    for await (const name of (await root.getDirectoryHandle(folder)).keys()) names.push(name);
    return names.sort();
  }, FOLDER);
}

export async function readOutside(page: Page, name: string): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([folder, name]) => {
      const root = await navigator.storage.getDirectory();
      const handle = await (await root.getDirectoryHandle(folder)).getFileHandle(name);
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      let text = '';
      for (const byte of bytes) text += String.fromCharCode(byte);
      return btoa(text);
    },
    [FOLDER, name] as const,
  );
  return Buffer.from(base64, 'base64');
}

export async function writeOutside(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.evaluate(
    async ([folder, name, base64]) => {
      const root = await navigator.storage.getDirectory();
      const place = await root.getDirectoryHandle(folder, { create: true });
      const handle = await place.getFileHandle(name, { create: true });
      const writing = await handle.createWritable();
      await writing.write(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
      await writing.close();
    },
    [FOLDER, name, bytes.toString('base64')] as const,
  );
}

/** Cuts a file at its end; of more than its size, nothing. */
export async function cutOutside(page: Page, name: string, bytes: number): Promise<void> {
  await page.evaluate(
    async ([folder, name, bytes]) => {
      const root = await navigator.storage.getDirectory();
      const handle = await (await root.getDirectoryHandle(folder)).getFileHandle(name);
      const { size } = await handle.getFile();
      const writing = await handle.createWritable({ keepExistingData: true });
      await writing.truncate(Math.max(0, size - bytes));
      await writing.close();
    },
    [FOLDER, name, bytes] as const,
  );
}
