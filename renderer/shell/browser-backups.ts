import { HEADER_BYTES, headerIn } from '../../backup-rules/header.ts';
import { dayInName } from '../../backup-rules/name.ts';
import { hasShrunk, type NamedBackup } from '../../backup-rules/rotation.ts';
import { FileRefused } from './file-refused.ts';
import {
  backupsIn,
  bytesOf,
  freeName,
  prune,
  removeEmpty,
  removeExposed,
  writeBackup,
} from './folder-files.ts';
import { changeKept, type KeptFolder, readKept } from './kept-folder.ts';
import type { BackupOutcome, Backups, FolderProblem } from './shell.ts';

/** Backups in a browser, in the one folder that the writer has granted; electron/backups.ts is its twin. */

// Chromium's, and in no standard yet.
declare global {
  interface Window {
    showDirectoryPicker(options: {
      readonly id: string;
      readonly mode: 'readwrite';
    }): Promise<FileSystemDirectoryHandle>;
  }
  interface FileSystemHandle {
    queryPermission(about: { readonly mode: 'readwrite' }): Promise<PermissionState>;
    requestPermission(about: { readonly mode: 'readwrite' }): Promise<PermissionState>;
  }
}

const mode = 'readwrite';

/** Beside a folder that the writer grants there is no other. */
const NO_SECOND = { secondFolder: null, second: [], unreached: null };

export async function read(): Promise<Backups> {
  const { folder, last, trial } = await readKept();
  if (folder === null) {
    return { ...NO_SECOND, list: [], place: null, shrunk: null, trial: null };
  }
  const { list, problem } = await look(folder);
  const place = { name: folder.name, problem };
  return { ...NO_SECOND, list, place, shrunk: shrunkNow(list, last), trial };
}

/** What is in the folder, or why that cannot be seen. */
async function look(folder: FileSystemDirectoryHandle) {
  const none = (problem: FolderProblem) => ({ list: [], problem });
  const permission = await folder.queryPermission({ mode });
  if (permission !== 'granted') {
    return none(permission === 'prompt' ? 'folder-waiting' : 'folder-denied');
  }
  try {
    return { list: await backupsIn(folder), problem: null };
  } catch {
    return none('folder-gone');
  }
}

function shrunkNow(list: readonly NamedBackup[], last: KeptFolder['last']): Backups['shrunk'] {
  const newest = list.find(({ journal }) => journal === last?.journal);
  if (newest === undefined || last === null) return null;
  return hasShrunk(last.entries, newest.entries)
    ? { from: last.entries, to: newest.entries }
    : null;
}

export async function keep(file: Blob): Promise<BackupOutcome> {
  const header = headerIn(await bytesOf(file.slice(0, HEADER_BYTES)));
  if (header === null) throw new Error('Refused: not a backup.');
  const { folder, last, writing } = await readKept();
  if (folder === null) throw new Error('Refused: there is no folder for it.');
  const { journal, entries, made } = header;
  try {
    const before = last?.journal === journal ? last.entries : await newestEntries(folder, journal);
    const shrunk = hasShrunk(before, entries) ? { from: before, to: entries } : null;
    if (writing !== null) await removeEmpty(folder, writing);
    const name = await freeName(folder, new Date(made));
    await changeKept((kept) => ({ ...kept, writing: name }));
    await writeBackup(folder, name, file);
    // What is to stay is in the folder before anything goes.
    const next = { journal, entries: shrunk?.from ?? entries };
    await changeKept((kept) => ({ ...kept, last: next, writing: null }));
    if (shrunk === null) await prune(folder, journal, name);
    return { first: 'kept', second: null, shrunk };
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    return { first: full ? 'disk-full' : 'not-writable', second: null, shrunk: null };
  }
}

async function newestEntries(folder: FileSystemDirectoryHandle, journal: string): Promise<number> {
  const newest = (await backupsIn(folder)).find((backup) => backup.journal === journal);
  return newest?.entries ?? 0;
}

export async function open(name: string): Promise<File> {
  if (dayInName(name) === null) throw new Error('Refused: not the name of a backup.');
  const { folder } = await readKept();
  try {
    const handle = await folder?.getFileHandle(name);
    if (handle !== undefined) return await handle.getFile();
  } catch {
    // Gone since it was listed, or not to be read: the writer hears the same.
  }
  throw new FileRefused('not-readable');
}

/** To be called on a click: no browser opens its dialog otherwise. */
export async function choose(): Promise<Backups> {
  const folder = await window.showDirectoryPicker({ id: 'backups', mode }).catch(nullWhenCancelled);
  if (folder !== null) await changeKept((kept) => ({ ...kept, folder, trial: null }));
  return read();
}

function nullWhenCancelled(error: unknown): null {
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  throw error;
}

/** To be called on a click as well. */
export async function allow(): Promise<Backups> {
  const { folder } = await readKept();
  await folder?.requestPermission({ mode });
  return read();
}

/** What is in the folder stays there. */
export async function forget(): Promise<Backups> {
  await changeKept((kept) => ({ ...kept, folder: null, trial: null }));
  return read();
}

export async function agreeToShrink(): Promise<Backups> {
  const { list } = await read();
  await changeKept((kept) => {
    const newest = list.find(({ journal }) => journal === kept.last?.journal);
    return newest === undefined
      ? kept
      : { ...kept, last: { journal: newest.journal, entries: newest.entries } };
  });
  return read();
}

export async function removeReadable(journal: string): Promise<Backups> {
  const { folder } = await readKept();
  // A folder that waits or is gone says so in what is read.
  if (folder !== null) await removeExposed(folder, journal).catch(() => undefined);
  return read();
}

export async function keepTrial(passed: boolean): Promise<Backups> {
  await changeKept((kept) => ({ ...kept, trial: { at: new Date().toISOString(), passed } }));
  return read();
}
