import { DATABASE } from './store.ts';

/**
 * Outside: a few files that are not in the store, so that they outlive it. In Electron the shell
 * keeps them in the user-data folder; in a browser they lie in the private file system of our
 * origin. Both do what is written here, and nothing else.
 */
export interface Outside {
  /** Bytes of the file, 0 when there is none. */
  size(name: string): Promise<number>;
  /** The bytes from `from` to `to`, exclusive, as many of them as there are. */
  read(name: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Adds to its end, making the file where there is none. Resolves once it is on the disk; when it rejects, the file is as it was. */
  append(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Cuts it to this size. */
  cut(name: string, size: number): Promise<void>;
  /** Gives it another name, in the place of what has that name: at each moment there is the old one or the new. */
  move(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** The names of all files, in no order. */
  names(): Promise<string[]>;
}

/** What a worker's file handles offer besides, which the DOM's typings leave out. */
interface PrivateFile extends FileSystemFileHandle {
  createSyncAccessHandle(): Promise<Handle>;
  move(name: string): Promise<void>;
}

interface Handle {
  getSize(): number;
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

/** How long a file may still be held by an engine that has just ended. */
const HELD_MS = 5_000;
const AGAIN_MS = 50;

/** Contents of files lie outside too, by the hundred: no more of them are open than were last in use. */
const MOST_OPEN = 16;

/**
 * The private file system of the page's origin. Its handles stay open: opening one takes longer than
 * writing.
 */
export async function privateFiles(): Promise<Outside> {
  // FROZEN, as the database's name is: under another one nothing would be found.
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle(DATABASE, { create: true });
  const open = new Map<string, Handle>();
  /** Being opened: a second handle to a file would be refused. */
  const opening = new Map<string, Promise<Handle>>();

  async function handleOf(name: string): Promise<Handle> {
    const known = open.get(name);
    if (known !== undefined) {
      // The map is in the order of use: the one that is needed now must be no candidate for closing.
      open.delete(name);
      open.set(name, known);
      return known;
    }
    const awaited = opening.get(name) ?? openFile(name);
    opening.set(name, awaited);
    return awaited.finally(() => opening.delete(name));
  }

  async function openFile(name: string): Promise<Handle> {
    const file = (await folder.getFileHandle(name, { create: true })) as PrivateFile;
    const handle = await patiently(() => file.createSyncAccessHandle());
    open.set(name, handle);
    for (const [oldest] of open) {
      if (open.size <= MOST_OPEN) break;
      close(oldest);
    }
    return handle;
  }

  /** Opening a file makes it, so one that is not open is looked for first. */
  const isThere = async (name: string) => open.has(name) || (await exists(folder, name));

  function close(name: string) {
    open.get(name)?.close();
    open.delete(name);
  }

  return {
    async size(name) {
      return (await isThere(name)) ? (await handleOf(name)).getSize() : 0;
    },

    async read(name, from, to) {
      if (!(await isThere(name))) return new Uint8Array();
      const handle = await handleOf(name);
      const at = Math.max(0, from);
      const bytes = new Uint8Array(Math.max(0, Math.min(to, handle.getSize()) - at));
      const read = handle.read(bytes, { at });
      return bytes.subarray(0, read);
    },

    async append(name, bytes) {
      const handle = await handleOf(name);
      const at = handle.getSize();
      try {
        const written = handle.write(bytes, { at });
        if (written < bytes.length) throw new DOMException('no room', 'QuotaExceededError');
        handle.flush();
      } catch (error) {
        handle.truncate(at);
        throw error;
      }
    },

    async cut(name, size) {
      const handle = await handleOf(name);
      handle.truncate(size);
      handle.flush();
    },

    async move(from, to) {
      close(from);
      close(to);
      const file = (await folder.getFileHandle(from)) as PrivateFile;
      await file.move(to);
    },

    async remove(name) {
      close(name);
      if (await isThere(name)) await folder.removeEntry(name);
    },

    async names() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
  };
}

async function exists(folder: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await folder.getFileHandle(name);
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return false;
    throw error;
  }
}

async function patiently<T>(open: () => Promise<T>): Promise<T> {
  const until = Date.now() + HELD_MS;
  for (;;) {
    try {
      return await open();
    } catch (error) {
      const held = error instanceof DOMException && error.name === 'NoModificationAllowedError';
      if (!held || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
