import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import { syncFolder } from './replace-file.ts';

/**
 * The files that the journal keeps outside the page's storage. Here they are names and bytes; what is
 * in them is the engine's to know (renderer/engine/outside.ts says what each of these does). A save
 * writes into one of them, so those used last stay open.
 */

/** FROZEN: in another folder nothing would be found (tests/shell/frozen.spec.ts). */
const FOLDER = 'Mirror';

/** A system lets a process open a few hundred files, and there is one for each attached. */
const OPEN_FILES = 16;

/** Those used last come last. */
const handles = new Map<string, FileHandle>();
let last: Promise<unknown> = Promise.resolve();

/** One after the other: a page that was reloaded may ask while the one before is being answered. */
function inTurn<Args extends unknown[], Result>(
  task: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return (...args) => {
    const result = last.then(() => task(...args));
    last = result.catch(() => undefined);
    return result;
  };
}

export const sizeOutside = inTurn(async (name: string): Promise<number> => {
  const known = handles.get(name);
  if (known !== undefined) return (await known.stat()).size;
  const found = await stat(path.join(folder(), name)).catch(unlessMissing);
  return found?.size ?? 0;
});

export const readOutside = inTurn(
  async (name: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> => {
    const handle = await handleOf(name);
    const { size } = await handle.stat();
    const start = Math.max(0, from);
    const bytes = new Uint8Array(Math.max(0, Math.min(to, size) - start));
    let read = 0;
    while (read < bytes.length) {
      const { bytesRead } = await handle.read(bytes, read, bytes.length - read, start + read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.subarray(0, read);
  },
);

/** Answers false when there is no room: then the file is as it was. */
export const appendOutside = inTurn(
  async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const handle = await handleOf(name);
    const { size } = await handle.stat();
    try {
      let written = 0;
      while (written < bytes.length) {
        const { bytesWritten } = await handle.write(
          bytes,
          written,
          bytes.length - written,
          size + written,
        );
        written += bytesWritten;
      }
      await handle.datasync();
      return true;
    } catch (error) {
      await handle.truncate(size);
      if (isNoRoom(error)) return false;
      throw error;
    }
  },
);

export const cutOutside = inTurn(async (name: string, size: number): Promise<void> => {
  const handle = await handleOf(name);
  await handle.truncate(size);
  await handle.datasync();
});

export const moveOutside = inTurn(async (from: string, to: string): Promise<void> => {
  await close(from);
  await close(to);
  await rename(path.join(folder(), from), path.join(folder(), to));
  await syncFolder(folder());
});

export const removeOutside = inTurn(async (name: string): Promise<void> => {
  await close(name);
  await rm(path.join(folder(), name), { force: true });
});

export const namesOutside = inTurn(async (): Promise<string[]> => {
  return (await readdir(folder()).catch(unlessMissing)) ?? [];
});

function folder(): string {
  return path.join(app.getPath('userData'), FOLDER);
}

async function handleOf(name: string): Promise<FileHandle> {
  const known = handles.get(name);
  if (known !== undefined) {
    handles.delete(name);
    handles.set(name, known);
    return known;
  }
  const [oldest] = handles.keys();
  if (handles.size >= OPEN_FILES && oldest !== undefined) await close(oldest);
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const file = path.join(folder(), name);
  const isNew = (await stat(file).catch(unlessMissing)) === null;
  // Not for appending, as then Windows and Linux differ on where a write goes.
  const handle = await open(file, isNew ? 'w+' : 'r+', 0o600);
  if (isNew) await syncFolder(folder());
  handles.set(name, handle);
  return handle;
}

async function close(name: string): Promise<void> {
  await handles.get(name)?.close();
  handles.delete(name);
}

function unlessMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

function isNoRoom(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  return error.code === 'ENOSPC' || error.code === 'EDQUOT';
}
