import { access, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type BackupHeader, HEADER_BYTES, headerIn } from '../backup-rules/header.ts';
import { backupName, dayInName } from '../backup-rules/name.ts';
import { exposed, type NamedBackup, removable } from '../backup-rules/rotation.ts';
import { beginReplacing, type Replacing } from './replace-file.ts';

/** What `beginReplacing` leaves behind when the app is killed. */
const PART = /^\.[0-9a-f-]{36}\.part$/;
const PART_IS_OLD_MS = 24 * 60 * 60 * 1000;

/** The backups in a folder, newest first; none where there is no folder. */
export async function backupsIn(folder: string): Promise<NamedBackup[]> {
  const names = await readdir(folder).catch(() => []);
  const found = names.map(async (name) => {
    const day = dayInName(name);
    if (day === null) return null;
    const header = await headerOf(path.join(folder, name));
    return header && { name, day, ...header };
  });
  return (await Promise.all(found))
    .filter((backup) => backup !== null)
    .sort((a, b) => (a.made < b.made ? 1 : -1));
}

/** Whether a folder can be seen: what is on a drive that is not there may be there again tomorrow. */
export function isReached(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    () => false,
  );
}

/** A name that no file in these folders has. */
export async function freeName(made: string, folders: readonly string[]): Promise<string> {
  for (let count = 1; ; count++) {
    const name = backupName(new Date(made), count);
    const taken = await Promise.all(folders.map((folder) => exists(path.join(folder, name))));
    if (!taken.includes(true)) return name;
  }
}

export async function beginBackupIn(folder: string): Promise<Replacing> {
  // This account's alone, as the files in it are.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return beginReplacing(folder);
}

/** Removes what need not stay of a journal's backups, never the one named. What cannot be removed stays. */
export async function prune(folder: string, journal: string, never: string): Promise<void> {
  for (const name of removable(await backupsIn(folder), journal, never)) {
    await rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** Removes those of a journal that whoever has them can read. What cannot be removed stays. */
export async function removeExposed(folder: string, journal: string): Promise<void> {
  for (const name of exposed(await backupsIn(folder), journal)) {
    await rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}

export async function removeOldParts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!PART.test(name)) continue;
    const file = path.join(folder, name);
    const status = await stat(file).catch(() => null);
    if (status !== null && Date.now() - status.mtimeMs > PART_IS_OLD_MS) {
      await rm(file, { force: true }).catch(() => undefined);
    }
  }
}

/** What a file says of itself; null where it cannot be read. */
async function headerOf(file: string): Promise<BackupHeader | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER_BYTES), 0);
    return headerIn(buffer.subarray(0, bytesRead));
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
