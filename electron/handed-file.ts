import path from 'node:path';
import { app } from 'electron';
import type { FileRefusal, OpenedFile } from './bridge.ts';
import { refusalOf } from './files.ts';
import { tell } from './ipc.ts';
import { mainWindow, showMainWindow } from './main-window.ts';
import { openForReading } from './pieces.ts';

/** The one kind of file that the system knows as ours (electron-builder.yml). */
const EXTENSION = '.staffjournal';

/** The last one that the system has handed over. The page asks for it once the journal is open. */
let waiting: string | null = null;

/** Hears of backups that are opened in the system: a Mac says so, others start the app with the path. */
export function hearHandedFiles(): void {
  takeFrom(process.argv, process.cwd());
  app.on('second-instance', (_event, argv, folder) => takeFrom(argv, folder));
  app.on('open-file', (event, file) => {
    event.preventDefault();
    if (hasExtension(file)) hand(file);
    showMainWindow();
  });
}

/** The file, for the page to read in pieces; null when there is none, or none any more. */
export async function handedFile(): Promise<OpenedFile | FileRefusal | null> {
  const file = waiting;
  waiting = null;
  if (file === null) return null;
  try {
    return await openForReading(file);
  } catch (error) {
    return refusalOf(error, 'not-readable');
  }
}

/** Chromium adds switches of its own to the second start's arguments, in an order of its own. */
function takeFrom(argv: readonly string[], folder: string): void {
  const file = argv.findLast((argument) => !argument.startsWith('-') && hasExtension(argument));
  if (file !== undefined) hand(path.resolve(folder, file));
}

function hand(file: string): void {
  waiting = file;
  const window = mainWindow();
  if (window !== null) tell(window, 'handed', null);
}

function hasExtension(file: string): boolean {
  return path.extname(file).toLowerCase() === EXTENSION;
}
