import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** A file on its way to its place. Whatever goes wrong, what has that place is the old file or the new one, whole. */
export interface Replacing {
  add(bytes: Uint8Array): Promise<void>;
  /**
   * Puts it in the place of the file, which lies in the folder this began in. What was written is
   * read again before it takes the old one's place, and after, because some drives and network folders
   * say they have written what they have not. The folder is synced too, or a power cut could undo the
   * rename.
   */
  finish(file: string): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** Begins a file in a folder, under a name that says that it is none yet. */
export async function beginReplacing(folder: string): Promise<Replacing> {
  const beside = path.join(folder, `.${randomUUID()}.part`);
  const handle = await open(beside, 'wx', 0o600);
  const hash = createHash('sha256');

  async function abandon() {
    await handle.close().catch(() => undefined);
    await rm(beside, { force: true });
  }

  return {
    async add(bytes) {
      hash.update(bytes);
      await handle.writeFile(bytes);
    },
    async finish(file) {
      try {
        await handle.chmod(await modeOf(file));
        await handle.sync();
        await handle.close();
        const written = hash.digest('hex');
        await compare(beside, written);
        await rename(beside, file);
        await syncFolder(folder);
        await compare(file, written);
      } catch (error) {
        await abandon();
        throw error;
      }
    },
    abandon,
  };
}

/** The same for a file that is in memory. */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const target = await behindLinks(file);
  const replacing = await beginReplacing(path.dirname(target));
  try {
    await replacing.add(bytes);
  } catch (error) {
    await replacing.abandon();
    throw error;
  }
  await replacing.finish(target);
}

/** A link stays a link to the file that is replaced. */
export function behindLinks(file: string): Promise<string> {
  return realpath(file).catch(() => file);
}

/** What this account may do with the old file; with a new one, only this account may do anything. */
async function modeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mode }) => mode & 0o777,
    () => 0o600,
  );
}

async function compare(file: string, written: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes);
  if (hash.digest('hex') === written) return;
  throw Object.assign(new Error('The file is not what was written.'), { code: 'EIO' });
}

/** Where it can be: Windows cannot sync a folder, nor can some network folders. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
