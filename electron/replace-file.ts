import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes beside the file and renames over it: whatever goes wrong, the old file or the new one is
 * there whole. What was written is read again before it takes the old one's place, and after,
 * because some drives and network folders say they have written what they have not. The folder is
 * synced too, or a power cut could undo the rename.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  // A link stays a link to the file that is replaced.
  const target = await realpath(file).catch(() => file);
  const beside = path.join(path.dirname(target), `.${randomUUID()}.part`);
  try {
    await writeAndSync(beside, bytes, await modeOf(target));
    await compare(beside, bytes);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(target));
  await compare(target, bytes);
}

/** What this account may do with the old file; with a new one, only this account may do anything. */
async function modeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mode }) => mode & 0o777,
    () => 0o600,
  );
}

async function compare(file: string, bytes: Uint8Array): Promise<void> {
  if ((await readFile(file)).equals(bytes)) return;
  throw Object.assign(new Error('The file is not what was written.'), { code: 'EIO' });
}

async function writeAndSync(file: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Where it can be: Windows cannot sync a folder, nor can some network folders. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
