import { dayOf } from '../../../domain/day.ts';
import type { Incoming } from './arriving.ts';

/** What is in a drop: files, and the names of folders, which are none. */
export interface Dropped {
  readonly files: readonly Incoming[];
  readonly folders: readonly string[];
}

export function droppedIn(data: DataTransfer): Dropped {
  const files: Incoming[] = [];
  const folders: string[] = [];
  for (const item of data.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory === true) folders.push(entry.name);
    else if (file !== null) files.push({ file, name: file.name });
  }
  return { files, folders };
}

/** The name that browsers give to a picture that has none. */
const NAMELESS = /^image\.([a-z]+)$/;

/**
 * The files of a paste. None where it brings words of its own: spreadsheets and word processors put a
 * picture of them beside the words, and file managers the names of the files.
 */
export function pastedIn(data: DataTransfer, now: Date): readonly Incoming[] {
  const files = [...data.files];
  const words = data.getData('text/plain').trim();
  const areNames = words
    .split(/\s*\n\s*/)
    .every((line) => files.some(({ name }) => line.endsWith(name)));
  if (words !== '' && !areNames) return [];
  return files.map((file) => ({ file, name: nameOf(file, now) }));
}

function nameOf({ name }: File, now: Date): string {
  const [, extension] = NAMELESS.exec(name) ?? [];
  if (extension === undefined) return name;
  const [hours, minutes] = [now.getHours(), now.getMinutes()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `Pasted ${dayOf(now)} ${hours}.${minutes}.${extension}`;
}
