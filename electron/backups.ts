import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import * as v from 'valibot';
import {
  backupsIn,
  freeName,
  isBackupName,
  prune,
  removeOldParts,
  writeBackup,
} from './backup-folder.ts';
import { headerIn } from './backup-header.ts';
import type { BackupOutcome, Backups, FileRefusal, OpenedFile, Shrunk } from './bridge.ts';
import { LARGEST_BYTES, refusalOf } from './files.ts';
import { keep } from './kept.ts';
import { hasShrunk } from './rotation.ts';

/** Backups on this computer: written here, in a folder of the app's and in a second one if the writer wants it. */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const kept = keep(
  'backups',
  v.object({
    secondFolder: v.nullable(v.string()),
    /** The last backup of a journal that was taken as it is. */
    last: v.nullable(v.object({ journal: v.string(), entries: count })),
    trial: v.nullable(v.object({ at: v.string(), passed: v.boolean() })),
  }),
  { secondFolder: null, last: null, trial: null },
);

/** FROZEN: under another name the backups that people have would not be found. */
const folder = () => path.join(app.getPath('userData'), 'Backups');

let writing: Promise<unknown> = Promise.resolve();

/** Writes a backup into both folders, and removes older ones unless the journal has shrunk. */
export function keepBackup(_window: BrowserWindow, bytes: Uint8Array): Promise<BackupOutcome> {
  const result = writing.then(() => write(bytes));
  writing = result.catch(() => undefined);
  return result;
}

async function write(bytes: Uint8Array): Promise<BackupOutcome> {
  const header = headerIn(bytes);
  if (header === null) throw new Error('Refused: not a backup.');
  const { journal, entries, made } = header;
  const { secondFolder } = kept.read();
  // Before it is there itself.
  const before = await lastEntries(journal);
  const folders = secondFolder === null ? [folder()] : [folder(), secondFolder];
  const name = await freeName(made, folders);
  const first = await outcomeOf(writeBackup(folder(), name, bytes));
  const second =
    secondFolder === null ? null : await outcomeOf(writeSecond(secondFolder, name, bytes));
  const shrunk = hasShrunk(before, entries) ? { from: before, to: entries } : null;
  // What is to stay must be on the disk before anything goes.
  if (first === 'kept' && shrunk === null) {
    await kept.write({ ...kept.read(), last: { journal, entries } });
    await prune(folder(), journal, name);
    if (second === 'kept' && secondFolder !== null) await prune(secondFolder, journal, name);
  }
  await removeOldParts(folder());
  return { first, second, shrunk };
}

/** A folder that is gone, such as a drive's that is not there, must not be made anew in its place. */
async function writeSecond(second: string, name: string, bytes: Uint8Array): Promise<void> {
  await stat(second);
  await writeBackup(second, name, bytes);
}

async function outcomeOf(writing: Promise<void>): Promise<'kept' | FileRefusal> {
  try {
    await writing;
    return 'kept';
  } catch (error) {
    return refusalOf(error, 'not-writable');
  }
}

/** How many entries the last backup had that was taken as it is; 0 when there is none. */
async function lastEntries(journal: string): Promise<number> {
  const { last } = kept.read();
  if (last?.journal === journal) return last.entries;
  const [newest] = (await backupsIn(folder())).filter((backup) => backup.journal === journal);
  return newest?.entries ?? 0;
}

/** What there is, for the page to show. */
export async function backups(): Promise<Backups> {
  const { secondFolder, trial } = kept.read();
  const list = await backupsIn(folder());
  return { list, secondFolder, trial, shrunk: await shrunkNow(list) };
}

async function shrunkNow(list: Backups['list']): Promise<Shrunk | null> {
  const [newest] = list;
  const { last } = kept.read();
  if (newest === undefined || last?.journal !== newest.journal) return null;
  return hasShrunk(last.entries, newest.entries)
    ? { from: last.entries, to: newest.entries }
    : null;
}

/** The writer says that the journal is meant to be as small as it is. */
export async function agreeToShrink(): Promise<Backups> {
  const [newest] = await backupsIn(folder());
  if (newest !== undefined) {
    const { journal, entries } = newest;
    await kept.write({ ...kept.read(), last: { journal, entries } });
  }
  return backups();
}

/** One of the list, by its name there. */
export async function readBackup(
  _window: BrowserWindow,
  name: string,
): Promise<OpenedFile | FileRefusal> {
  if (!isBackupName(name)) throw new Error('Refused: not the name of a backup.');
  const file = path.join(folder(), name);
  try {
    if ((await stat(file)).size > LARGEST_BYTES) return 'too-large';
    return { name, bytes: new Uint8Array(await readFile(file)) };
  } catch (error) {
    return refusalOf(error, 'not-readable');
  }
}

/** Lets the writer choose the second folder; it stays as it is when they cancel. */
export async function chooseBackupFolder(window: BrowserWindow): Promise<Backups> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory'],
  });
  const [secondFolder] = filePaths;
  if (!canceled && secondFolder !== undefined && path.resolve(secondFolder) !== folder()) {
    await kept.write({ ...kept.read(), secondFolder });
  }
  return backups();
}

/** No second folder from now on; what is in it stays there. */
export async function forgetBackupFolder(): Promise<Backups> {
  await kept.write({ ...kept.read(), secondFolder: null });
  return backups();
}

/** Remembers how the trial of a backup ended. */
export async function keepTrial(_window: BrowserWindow, passed: boolean): Promise<Backups> {
  await kept.write({ ...kept.read(), trial: { at: new Date().toISOString(), passed } });
  return backups();
}
