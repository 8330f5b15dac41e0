import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type BackupHeader, headerOf } from './backup-header.ts';
import { beginReplacing, type Replacing } from './replace-file.ts';
import { outdated } from './rotation.ts';

/** FROZEN, with the extension: `Staff Journal 2026-11-24 21-14-05.staffjournal`, in the writer's own time. */
const NAME = /^Staff Journal (\d{4}-\d\d-\d\d) \d\d-\d\d-\d\d(?: \(\d+\))?\.staffjournal$/;
/** What `beginReplacing` leaves behind when the app is killed. */
const PART = /^\.[0-9a-f-]{36}\.part$/;
const PART_IS_OLD_MS = 24 * 60 * 60 * 1000;

export interface InFolder extends BackupHeader {
  readonly name: string;
  readonly day: string;
  readonly size: number;
}

export function isBackupName(name: string): boolean {
  return NAME.test(name);
}

/** The backups in a folder, newest first; none where there is no folder. */
export async function backupsIn(folder: string): Promise<InFolder[]> {
  const names = await readdir(folder).catch(() => []);
  const found = names.map(async (name) => {
    const day = NAME.exec(name)?.[1];
    if (day === undefined) return null;
    const file = path.join(folder, name);
    const [header, status] = await Promise.all([headerOf(file), stat(file).catch(() => null)]);
    return header && status && { name, day, size: status.size, ...header };
  });
  return (await Promise.all(found))
    .filter((backup) => backup !== null)
    .sort((a, b) => (a.made < b.made ? 1 : -1));
}

/** A name that no file in these folders has. */
export async function freeName(made: string, folders: readonly string[]): Promise<string> {
  const stem = `Staff Journal ${stampOf(new Date(made))}`;
  for (let count = 1; ; count++) {
    const name = `${stem}${count === 1 ? '' : ` (${count})`}.staffjournal`;
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
  const ours = (await backupsIn(folder)).filter((backup) => backup.journal === journal);
  const rotated = ours.map(({ name, day, made }) => ({ name, day, made: Date.parse(made) }));
  for (const name of outdated(rotated)) {
    if (name !== never) await rm(path.join(folder, name), { force: true }).catch(() => undefined);
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

/** `2026-11-24 21-14-05`, as the clock on the wall says. */
function stampOf(date: Date): string {
  const [day, time] = [
    [date.getFullYear(), date.getMonth() + 1, date.getDate()],
    [date.getHours(), date.getMinutes(), date.getSeconds()],
  ].map((numbers) => numbers.map((number) => String(number).padStart(2, '0')).join('-'));
  return `${day} ${time}`;
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
