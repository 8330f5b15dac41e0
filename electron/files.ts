import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { OpenedFile } from './bridge.ts';

/** The largest file that is read whole. */
const LARGEST_BYTES = 512 * 1024 * 1024;

/** Asks where to save, and writes there. The page suggests a name and never learns the path. */
export async function saveFile(
  window: BrowserWindow,
  name: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const extension = path.extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), name),
    filters: filtersFor(extension === '' ? [] : [extension]),
  });
  if (canceled || filePath === '') return false;
  await replaceFile(filePath, bytes);
  return true;
}

/** Asks for a file and reads it. `accept` lists extensions with their dot. */
export async function openFile(
  window: BrowserWindow,
  accept: readonly string[],
): Promise<OpenedFile | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: filtersFor(accept.map((extension) => extension.slice(1))),
  });
  const [file] = filePaths;
  if (canceled || file === undefined) return null;
  if ((await stat(file)).size > LARGEST_BYTES) throw new Error('The file is too large.');
  return { name: path.basename(file), bytes: new Uint8Array(await readFile(file)) };
}

function filtersFor(extensions: string[]): Electron.FileFilter[] {
  if (extensions.length === 0) return [];
  return [
    { name: extensions.map((extension) => extension.toUpperCase()).join(', '), extensions },
    { name: 'All files', extensions: ['*'] },
  ];
}

/**
 * Writes beside the file and renames over it: whatever goes wrong, the old file or the new one is
 * there whole. The folder is synced too, or a power cut could undo the rename.
 */
async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const beside = path.join(path.dirname(file), `.${randomUUID()}.part`);
  try {
    await writeAndSync(beside, bytes);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  // Windows cannot sync a folder.
  if (process.platform !== 'win32') await syncFolder(path.dirname(file));
}

async function writeAndSync(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
