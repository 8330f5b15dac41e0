import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import * as v from 'valibot';
import { type BackupHeader, headerIn } from '../backup-rules/header.ts';
import { dayInName } from '../backup-rules/name.ts';
import { hasShrunk } from '../backup-rules/rotation.ts';
import {
  backupsIn,
  beginBackupIn,
  freeName,
  isReached,
  prune,
  removeExposed,
  removeOldParts,
} from './backup-folder.ts';
import type { BackupOutcome, Backups, FileRefusal, OpenedFile, Shrunk } from './bridge.ts';
import { refusalOf } from './files.ts';
import { keep } from './kept.ts';
import { createTaking, openForReading } from './pieces.ts';
import { beginReplacing, type Replacing } from './replace-file.ts';

/** Backups on this computer: written here, in a folder of the app's and in a second one if the writer wants it. */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const kept = keep(
  'backups',
  v.object({
    secondFolder: v.nullable(v.string()),
    /** The last backup of a journal that was taken as it is. */
    last: v.nullable(v.object({ journal: v.string(), entries: count })),
    trial: v.nullable(v.object({ at: v.string(), passed: v.boolean() })),
    /** See `Backups`. Earlier versions did not write it. */
    unreached: v.optional(v.nullable(v.string()), null),
  }),
  { secondFolder: null, last: null, trial: null, unreached: null },
);

/** FROZEN: under another name the backups that people have would not be found. */
const folder = () => path.join(app.getPath('userData'), 'Backups');

const taking = createTaking<BackupOutcome>();

/** Begins a backup in both folders. @returns the number under which it is handed over */
export async function beginBackup(): Promise<number> {
  const { secondFolder } = kept.read();
  const first = await beginCopy(folder(), beginBackupIn);
  // A folder that is gone, such as a drive's that is not there, must not be made anew in its place.
  const second = secondFolder === null ? null : await beginCopy(secondFolder, beginReplacing);
  let header: BackupHeader | null = null;
  return taking.begin({
    async add(bytes) {
      header ??= headerIn(bytes);
      if (header === null) throw new Error('Refused: not a backup.');
      await Promise.all([first.add(bytes), second?.add(bytes)]);
    },
    finish() {
      if (header === null) throw new Error('Refused: not a backup.');
      return inTurn(header, first, second);
    },
    async abandon() {
      await Promise.all([first.abandon(), second?.abandon()]);
    },
  });
}

export const addToBackup = (_window: BrowserWindow, number: number, bytes: Uint8Array) =>
  taking.add(number, bytes);

/** Keeps what was handed over, and removes older ones unless the journal has shrunk. */
export const keepBackup = (_window: BrowserWindow, number: number) => taking.finish(number);

/** A backup on its way into a folder; what goes wrong there is told at the end, and is no matter of the other's. */
interface Copy {
  readonly folder: string;
  add(bytes: Uint8Array): Promise<void>;
  keep(name: string): Promise<'kept' | FileRefusal>;
  abandon(): Promise<void>;
}

async function beginCopy(
  folder: string,
  begin: (folder: string) => Promise<Replacing>,
): Promise<Copy> {
  let problem: unknown = null;
  const failed = (error: unknown) => {
    problem ??= error;
  };
  const replacing = await begin(folder).catch(failed);
  const abandon = async () => replacing?.abandon();
  return {
    folder,
    async add(bytes) {
      if (problem === null) await replacing?.add(bytes).catch(failed);
    },
    async keep(name) {
      if (problem === null) await replacing?.finish(path.join(folder, name)).catch(failed);
      if (problem === null) return 'kept';
      await abandon();
      return refusalOf(problem, 'not-writable');
    },
    abandon,
  };
}

let keeping: Promise<unknown> = Promise.resolve();

/** One after the other, so that each sees what the one before has left. */
function inTurn(header: BackupHeader, first: Copy, second: Copy | null): Promise<BackupOutcome> {
  const result = keeping.then(() => keepCopies(header, first, second));
  keeping = result.catch(() => undefined);
  return result;
}

async function keepCopies(
  { journal, entries, made }: BackupHeader,
  first: Copy,
  second: Copy | null,
): Promise<BackupOutcome> {
  // Before it is there itself.
  const before = await lastEntries(journal);
  const copies = second === null ? [first] : [first, second];
  const name = await freeName(
    made,
    copies.map(({ folder }) => folder),
  );
  const outcome = await first.keep(name);
  const other = second && (await second.keep(name));
  const shrunk = hasShrunk(before, entries) ? { from: before, to: entries } : null;
  // What is to stay must be on the disk before anything goes.
  if (outcome === 'kept' && shrunk === null) {
    await kept.write({ ...kept.read(), last: { journal, entries } });
    await prune(folder(), journal, name);
    if (other === 'kept' && second !== null) await prune(second.folder, journal, name);
  }
  await removeOldParts(folder());
  return { first: outcome, second: other, shrunk };
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
  const { secondFolder, trial, unreached } = kept.read();
  const [list, second] = await Promise.all([backupsIn(folder()), inSecond(secondFolder)]);
  const shrunk = await shrunkNow(list);
  // Once it can be seen, what is in it tells.
  return {
    list,
    secondFolder,
    second,
    unreached: second === null ? unreached : null,
    trial,
    shrunk,
  };
}

async function inSecond(folder: string | null): Promise<Backups['second']> {
  if (folder === null) return [];
  return (await isReached(folder)) ? backupsIn(folder) : null;
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

/** One of the list, by its name there, for the page to read in pieces. */
export async function openBackup(
  _window: BrowserWindow,
  name: string,
): Promise<OpenedFile | FileRefusal> {
  if (dayInName(name) === null) throw new Error('Refused: not the name of a backup.');
  const file = path.join(folder(), name);
  try {
    return await openForReading(file);
  } catch (error) {
    return refusalOf(error, 'not-readable');
  }
}

/** Lets the writer choose the second folder; it stays as it is when they cancel. */
export async function chooseBackupFolder(window: BrowserWindow): Promise<Backups> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  const [secondFolder] = filePaths;
  if (!canceled && secondFolder !== undefined && path.resolve(secondFolder) !== folder()) {
    await kept.write({ ...kept.read(), secondFolder, unreached: null });
  }
  return backups();
}

/** No second folder from now on; what is in it stays there. */
export async function forgetBackupFolder(): Promise<Backups> {
  await kept.write({ ...kept.read(), secondFolder: null, unreached: null });
  return backups();
}

/**
 * Removes, from both folders, what whoever has it can read of a journal that is protected since; and
 * remembers that the second could not be reached, until it was.
 */
export async function removeReadableBackups(
  _window: BrowserWindow,
  journal: string,
): Promise<Backups> {
  const { secondFolder } = kept.read();
  await removeExposed(folder(), journal);
  const isThere = secondFolder === null || (await isReached(secondFolder));
  if (secondFolder !== null && isThere) await removeExposed(secondFolder, journal);
  await kept.write({ ...kept.read(), unreached: isThere ? null : journal });
  return backups();
}

/** Remembers how the trial of a backup ended. */
export async function keepTrial(_window: BrowserWindow, passed: boolean): Promise<Backups> {
  await kept.write({ ...kept.read(), trial: { at: new Date().toISOString(), passed } });
  return backups();
}
