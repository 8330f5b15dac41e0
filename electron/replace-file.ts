import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes beside the file and renames over it: whatever goes wrong, the old file or the new one is
 * there whole. The folder is synced too, or a power cut could undo the rename; and the file is read
 * again, because some drives and network folders say they have written what they have not.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
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
  if (!(await readFile(file)).equals(bytes)) throw new Error('The file is not what was written.');
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
