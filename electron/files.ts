import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { FileRefusal, OpenedFile, SaveOutcome } from './bridge.ts';
import { replaceFile } from './replace-file.ts';

/** The largest file that is read whole. */
export const LARGEST_BYTES = 512 * 1024 * 1024;

/** Asks where to save, and writes there. The page suggests a name and never learns the path. */
export async function saveFile(
  window: BrowserWindow,
  name: string,
  bytes: Uint8Array,
): Promise<SaveOutcome> {
  const file = await askWhere(window, name);
  return file === null ? 'cancelled' : write(file, bytes);
}

/** Asks where to save, and prints the page of the window there as a PDF. */
export async function savePdf(window: BrowserWindow, name: string): Promise<SaveOutcome> {
  const file = await askWhere(window, name);
  if (file === null) return 'cancelled';
  const bytes = await window.webContents.printToPDF({
    // Paper and margins are the document's own to say.
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  return write(file, bytes);
}

async function write(file: string, bytes: Uint8Array): Promise<SaveOutcome> {
  try {
    await replaceFile(file, bytes);
    return 'saved';
  } catch (error) {
    return refusalOf(error, 'not-writable');
  }
}

async function askWhere(window: BrowserWindow, name: string): Promise<string | null> {
  const extension = path.extname(name).slice(1);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), name),
    filters: filtersFor(extension === '' ? [] : [extension]),
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for a file and reads it. `accept` lists extensions with their dot. */
export async function openFile(
  window: BrowserWindow,
  accept: readonly string[],
): Promise<OpenedFile | FileRefusal | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: filtersFor(accept.map((extension) => extension.slice(1))),
  });
  const [file] = filePaths;
  if (canceled || file === undefined) return null;
  try {
    if ((await stat(file)).size > LARGEST_BYTES) return 'too-large';
    return { name: path.basename(file), bytes: new Uint8Array(await readFile(file)) };
  } catch (error) {
    return refusalOf(error, 'not-readable');
  }
}

/** What the system said, without the path that stands in its sentence. Anything else is a bug. */
export function refusalOf(error: unknown, otherwise: FileRefusal): FileRefusal {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'disk-full' : otherwise;
}

function filtersFor(extensions: string[]): Electron.FileFilter[] {
  if (extensions.length === 0) return [];
  return [
    { name: extensions.map((extension) => extension.toUpperCase()).join(', '), extensions },
    { name: 'All files', extensions: ['*'] },
  ];
}
