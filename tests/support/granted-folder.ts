import type { Page } from '@playwright/test';

/** What the tests' folder is called. */
export const FOLDER = 'Stick';

/**
 * Lets the page's picker give a folder at once, without the dialog that no test can reach: a real one,
 * of the page's private file system. Whether the page may use it, `setPermission` says.
 */
export async function stubPicker(page: Page): Promise<void> {
  await page.addInitScript(stub, FOLDER);
  await page.reload();
}

function stub(folder: string) {
  const permission = () => (localStorage.getItem('permission') ?? 'granted') as PermissionState;
  Object.assign(window, {
    showDirectoryPicker: async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true }),
  });
  Object.assign(FileSystemHandle.prototype, {
    queryPermission: async () => permission(),
    async requestPermission() {
      // As browsers do: they ask the writer on a click, and at no other time.
      if (permission() === 'prompt' && navigator.userActivation.isActive) {
        localStorage.setItem('permission', 'granted');
      }
      return permission();
    },
  });
}

/** What the browser says of the folder after a restart. */
export async function reloadWith(page: Page, permission: PermissionState): Promise<void> {
  await page.evaluate((permission) => localStorage.setItem('permission', permission), permission);
  await page.reload();
}

/** The folder itself, seen without the page's doing. */
export function folderOf(page: Page) {
  return {
    /** Sorted; empty also where there is no folder. */
    names: () =>
      page.evaluate(async (folder) => {
        const root = await navigator.storage.getDirectory();
        const found = await root.getDirectoryHandle(folder).catch(() => null);
        const names: string[] = [];
        for await (const name of found?.keys() ?? []) names.push(name);
        return names.sort();
      }, FOLDER),

    /** Puts files there, by name. */
    put: (files: readonly (readonly [name: string, bytes: readonly number[]])[]) =>
      page.evaluate(
        async ([folder, files]) => {
          const root = await navigator.storage.getDirectory();
          const there = await root.getDirectoryHandle(folder, { create: true });
          for (const [name, bytes] of files) {
            const file = await there.getFileHandle(name, { create: true });
            const stream = await file.createWritable();
            await stream.write(Uint8Array.from(bytes));
            await stream.close();
          }
        },
        [FOLDER, files] as const,
      ),

    bytes: (name: string) =>
      page.evaluate(
        async ([folder, name]) => {
          const root = await navigator.storage.getDirectory();
          const there = await root.getDirectoryHandle(folder);
          const file = await (await there.getFileHandle(name)).getFile();
          return [...new Uint8Array(await file.arrayBuffer())];
        },
        [FOLDER, name] as const,
      ),

    remove: () =>
      page.evaluate(async (folder) => {
        const root = await navigator.storage.getDirectory();
        await root.removeEntry(folder, { recursive: true });
      }, FOLDER),
  };
}
