import { HEADER_BYTES, headerIn } from '../../backup-rules/header.ts';
import { backupName, dayInName } from '../../backup-rules/name.ts';
import { exposed, type NamedBackup, removable } from '../../backup-rules/rotation.ts';

/** Backups in a folder that the writer has granted. All reject where the folder is gone or not allowed. */

/** Newest first. */
export async function backupsIn(folder: FileSystemDirectoryHandle): Promise<NamedBackup[]> {
  const found = (await namesIn(folder)).map(async (name) => {
    const day = dayInName(name);
    if (day === null) return null;
    // One that cannot be read is none of ours to list, nor to remove.
    const header = await headerOf(folder, name).catch(() => null);
    return header && { name, day, ...header };
  });
  return (await Promise.all(found))
    .filter((backup) => backup !== null)
    .sort((a, b) => (a.made < b.made ? 1 : -1));
}

/** A name that no file there has. */
export async function freeName(folder: FileSystemDirectoryHandle, made: Date): Promise<string> {
  const taken = await namesIn(folder);
  for (let count = 1; ; count++) {
    const name = backupName(made, count);
    if (!taken.includes(name)) return name;
  }
}

/** Writes a backup under a name that is free, and reads it again before it counts. */
export async function writeBackup(
  folder: FileSystemDirectoryHandle,
  name: string,
  content: Blob,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  try {
    // Goes beside the file and takes its place at the end, so that half a backup never has its name.
    await content.stream().pipeTo(await handle.createWritable());
    await compare(await handle.getFile(), content);
  } catch (error) {
    // What has the name now is what has just failed.
    await folder.removeEntry(name).catch(() => undefined);
    throw error;
  }
}

/** Removes what is left of a backup that was cut short: a file with nothing in it. */
export async function removeEmpty(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  const handle = await folder.getFileHandle(name).catch(() => null);
  if ((await handle?.getFile())?.size === 0) await folder.removeEntry(name);
}

/** Removes what need not stay of a journal's backups, never the one named. What cannot be removed stays. */
export async function prune(
  folder: FileSystemDirectoryHandle,
  journal: string,
  never: string,
): Promise<void> {
  for (const name of removable(await backupsIn(folder), journal, never)) {
    await folder.removeEntry(name).catch(() => undefined);
  }
}

/** Removes those of a journal that whoever has them can read. What cannot be removed stays. */
export async function removeExposed(
  folder: FileSystemDirectoryHandle,
  journal: string,
): Promise<void> {
  for (const name of exposed(await backupsIn(folder), journal)) {
    await folder.removeEntry(name).catch(() => undefined);
  }
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

async function headerOf(folder: FileSystemDirectoryHandle, name: string) {
  const file = await (await folder.getFileHandle(name)).getFile();
  return headerIn(await bytesOf(file.slice(0, HEADER_BYTES)));
}

/** Small enough that comparing one holds up no frame. */
const PIECE_BYTES = 1024 * 1024;

/** Some drives and network folders say that they have written what they have not. */
async function compare(file: File, content: Blob): Promise<void> {
  for (let at = 0; at < Math.max(file.size, content.size); at += PIECE_BYTES) {
    const piece = (blob: Blob) => bytesOf(blob.slice(at, at + PIECE_BYTES));
    const [there, given] = await Promise.all([piece(file), piece(content)]);
    if (!isSame(there, given)) throw new Error('The file is not what was written.');
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
