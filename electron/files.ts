import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { FileRefusal, OpenedFile, SaveOutcome } from './bridge.ts';
import { createTaking, openForReading } from './pieces.ts';
import { beginReplacing, behindLinks, replaceFile } from './replace-file.ts';

const saving = createTaking<'saved' | FileRefusal>();

/**
 * Asks where to save, and takes the file over. The page suggests a name and never learns the path.
 * @returns the number under which the file is handed over
 */
export async function saveFile(
  window: BrowserWindow,
  name: string,
): Promise<number | 'cancelled' | FileRefusal> {
  const chosen = await askWhere(window, name);
  if (chosen === null) return 'cancelled';
  const file = await behindLinks(chosen);
  try {
    const replacing = await beginReplacing(path.dirname(file));
    let problem: unknown = null;
    return saving.begin({
      // What goes wrong is told at the end, once for the whole file.
      add: async (bytes) =>
        problem === null
          ? replacing.add(bytes).catch((error: unknown) => {
              problem = error;
            })
          : undefined,
      async finish() {
        if (problem !== null) {
          await replacing.abandon();
          return refusalOf(problem, 'not-writable');
        }
        return replacing.finish(file).then(
          () => 'saved',
          (error: unknown) => refusalOf(error, 'not-writable'),
        );
      },
      abandon: replacing.abandon,
    });
  } catch (error) {
    return refusalOf(error, 'not-writable');
  }
}

export const addToFile = (_window: BrowserWindow, number: number, bytes: Uint8Array) =>
  saving.add(number, bytes);

export const finishFile = (_window: BrowserWindow, number: number) => saving.finish(number);

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
    // Windows would list it for the whole account.
    properties: ['dontAddToRecent'],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for a file, for the page to read in pieces. `accept` lists extensions with their dot. */
export async function openFile(
  window: BrowserWindow,
  accept: readonly string[],
): Promise<OpenedFile | FileRefusal | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile', 'dontAddToRecent'],
    filters: filtersFor(accept.map((extension) => extension.slice(1))),
  });
  const [file] = filePaths;
  if (canceled || file === undefined) return null;
  try {
    return await openForReading(file);
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
