import path from 'node:path';
import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import * as v from 'valibot';
import type { Calls, Notices } from './bridge.ts';
import { ORIGIN } from './names.ts';

/** The answers to the page's calls; each is told which window asks. */
export type Answers = {
  readonly [Name in keyof Calls]: (
    window: BrowserWindow,
    ...args: Parameters<Calls[Name]>
  ) => ReturnType<Calls[Name]>;
};

const Line = v.pipe(v.string(), v.minLength(1), v.maxLength(255), v.regex(/^\P{Cc}+$/u));

/** Windows' rule for what is a path is the widest: it knows both slashes and drives. */
const FileName = v.pipe(
  Line,
  v.check((name) => path.win32.basename(name) === name && !/^\.+$/.test(name), 'not a file name'),
);

const Extension = v.pipe(v.string(), v.regex(/^\.[a-z0-9]{1,16}$/));

const Command = v.strictObject({
  id: Line,
  label: Line,
  menu: v.picklist(['App', 'File', 'View', 'Go', 'Help']),
  accelerator: v.nullable(
    // Electron throws on an accelerator it cannot read, and the whole menu would be gone.
    v.pipe(
      v.string(),
      v.regex(/^(?:(?:CmdOrCtrl|Ctrl|Cmd|Alt|Shift)\+)*(?:[!-~]|F\d{1,2}|[A-Z][a-z]{1,9})$/),
    ),
  ),
});

/** Keys that may be taken from all other apps: not a plain letter, nor `Ctrl+C` or what else each of them needs. */
const GlobalShortcut = v.pipe(
  v.string(),
  v.regex(
    /^(?=.*(?:Ctrl|Cmd|Alt|Super)\+)(?:(?:CmdOrCtrl|Ctrl|Cmd|Alt|Shift|Super)\+)+(?:F(?:[1-9]|1\d|2[0-4])|(?<=\+.*\+)(?:[A-Z0-9]|Space))$/,
  ),
);

const DesktopChange = v.strictObject({
  captureShortcut: v.optional(v.nullable(GlobalShortcut)),
  openAtLogin: v.optional(v.boolean()),
  stayInTray: v.optional(v.boolean()),
  contentProtection: v.optional(v.boolean()),
  clearsClipboard: v.optional(v.boolean()),
});

const Bytes = v.instance(Uint8Array<ArrayBuffer>);

/** A key, or what a keychain made of one. */
const KeyBytes = v.pipe(
  Bytes,
  v.check(({ length }) => length > 0 && length <= 4096, 'not the length of a key'),
);

/** A name of a file that the journal keeps; none of them leads out of its folder. */
const OutsideName = v.pipe(v.string(), v.maxLength(64), v.regex(/^[a-z0-9-]+(?:\.part)?$/));

/** A place in a file, or its size, in bytes. */
const Place = v.pipe(v.number(), v.safeInteger());

/** The number of a file that crosses in pieces, and how large a piece may be. */
const FileNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const LARGEST_PIECE = 8 * 1024 * 1024;
const Piece = v.pipe(
  Bytes,
  v.check(({ length }) => length <= LARGEST_PIECE, 'too large for a piece'),
);
const PieceOf = v.pipe(
  v.strictTuple([FileNumber, v.pipe(Place, v.minValue(0)), v.pipe(Place, v.minValue(0))]),
  v.check(([, from, to]) => from <= to && to - from <= LARGEST_PIECE, 'no piece'),
);

const ARGUMENTS = {
  saveFile: v.strictTuple([FileName]),
  addToFile: v.strictTuple([FileNumber, Piece]),
  finishFile: v.strictTuple([FileNumber]),
  readPiece: PieceOf,
  closeFile: v.strictTuple([FileNumber]),
  savePdf: v.strictTuple([FileName]),
  openFile: v.strictTuple([v.pipe(v.array(Extension), v.maxLength(20))]),
  handedFile: v.strictTuple([]),
  openLink: v.strictTuple([v.pipe(v.string(), v.maxLength(2048), v.url())]),
  showMenu: v.strictTuple([v.pipe(v.array(Command), v.maxLength(200))]),
  holdClose: v.strictTuple([]),
  answerClose: v.strictTuple([v.boolean()]),
  showCapture: v.strictTuple([]),
  hideCapture: v.strictTuple([]),
  showJournal: v.strictTuple([]),
  desktop: v.strictTuple([]),
  changeDesktop: v.strictTuple([DesktopChange]),
  copied: v.strictTuple([]),
  sizeOutside: v.strictTuple([OutsideName]),
  readOutside: v.strictTuple([OutsideName, Place, Place]),
  appendOutside: v.strictTuple([OutsideName, Bytes]),
  cutOutside: v.strictTuple([OutsideName, v.pipe(Place, v.minValue(0))]),
  moveOutside: v.strictTuple([OutsideName, OutsideName]),
  removeOutside: v.strictTuple([OutsideName]),
  namesOutside: v.strictTuple([]),
  hasKeychain: v.strictTuple([]),
  wrapKey: v.strictTuple([KeyBytes]),
  unwrapKey: v.strictTuple([KeyBytes]),
  beginBackup: v.strictTuple([]),
  addToBackup: v.strictTuple([FileNumber, Piece]),
  keepBackup: v.strictTuple([FileNumber]),
  backups: v.strictTuple([]),
  openBackup: v.strictTuple([FileName]),
  chooseBackupFolder: v.strictTuple([]),
  forgetBackupFolder: v.strictTuple([]),
  agreeToShrink: v.strictTuple([]),
  removeReadableBackups: v.strictTuple([v.pipe(v.string(), v.uuid())]),
  keepTrial: v.strictTuple([v.boolean()]),
} satisfies { [Name in keyof Calls]: v.GenericSchema<unknown, Parameters<Calls[Name]>> };

/** Answers the page's calls, each only for the app's own page and with arguments of the right kind. */
export function answerCalls(answers: Answers): void {
  answer('saveFile', ARGUMENTS.saveFile, answers.saveFile);
  answer('addToFile', ARGUMENTS.addToFile, answers.addToFile);
  answer('finishFile', ARGUMENTS.finishFile, answers.finishFile);
  answer('openFile', ARGUMENTS.openFile, answers.openFile);
  answer('handedFile', ARGUMENTS.handedFile, answers.handedFile);
  answer('readPiece', ARGUMENTS.readPiece, answers.readPiece);
  answer('closeFile', ARGUMENTS.closeFile, answers.closeFile);
  answer('openLink', ARGUMENTS.openLink, answers.openLink);
  answer('showMenu', ARGUMENTS.showMenu, answers.showMenu);
  answer('holdClose', ARGUMENTS.holdClose, answers.holdClose);
  answer('answerClose', ARGUMENTS.answerClose, answers.answerClose);
  answer('savePdf', ARGUMENTS.savePdf, answers.savePdf);
  answer('showCapture', ARGUMENTS.showCapture, answers.showCapture);
  answer('hideCapture', ARGUMENTS.hideCapture, answers.hideCapture);
  answer('showJournal', ARGUMENTS.showJournal, answers.showJournal);
  answer('desktop', ARGUMENTS.desktop, answers.desktop);
  answer('changeDesktop', ARGUMENTS.changeDesktop, answers.changeDesktop);
  answer('copied', ARGUMENTS.copied, answers.copied);
  answer('sizeOutside', ARGUMENTS.sizeOutside, answers.sizeOutside);
  answer('readOutside', ARGUMENTS.readOutside, answers.readOutside);
  answer('appendOutside', ARGUMENTS.appendOutside, answers.appendOutside);
  answer('cutOutside', ARGUMENTS.cutOutside, answers.cutOutside);
  answer('moveOutside', ARGUMENTS.moveOutside, answers.moveOutside);
  answer('removeOutside', ARGUMENTS.removeOutside, answers.removeOutside);
  answer('namesOutside', ARGUMENTS.namesOutside, answers.namesOutside);
  answer('hasKeychain', ARGUMENTS.hasKeychain, answers.hasKeychain);
  answer('wrapKey', ARGUMENTS.wrapKey, answers.wrapKey);
  answer('unwrapKey', ARGUMENTS.unwrapKey, answers.unwrapKey);
  answer('beginBackup', ARGUMENTS.beginBackup, answers.beginBackup);
  answer('addToBackup', ARGUMENTS.addToBackup, answers.addToBackup);
  answer('keepBackup', ARGUMENTS.keepBackup, answers.keepBackup);
  answer('backups', ARGUMENTS.backups, answers.backups);
  answer('openBackup', ARGUMENTS.openBackup, answers.openBackup);
  answer('chooseBackupFolder', ARGUMENTS.chooseBackupFolder, answers.chooseBackupFolder);
  answer('forgetBackupFolder', ARGUMENTS.forgetBackupFolder, answers.forgetBackupFolder);
  answer('agreeToShrink', ARGUMENTS.agreeToShrink, answers.agreeToShrink);
  answer('removeReadableBackups', ARGUMENTS.removeReadableBackups, answers.removeReadableBackups);
  answer('keepTrial', ARGUMENTS.keepTrial, answers.keepTrial);
}

function answer<Args extends unknown[]>(
  name: keyof Calls,
  schema: v.GenericSchema<unknown, Args>,
  run: (window: BrowserWindow, ...args: Args) => Promise<unknown>,
): void {
  ipcMain.handle(name, async (event, ...args: unknown[]) =>
    run(windowOf(event), ...v.parse(schema, args)),
  );
}

/** The window whose own page, and no frame in it, has called. Refusing throws, so the caller hears it. */
function windowOf({ sender, senderFrame }: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender);
  const own = senderFrame?.origin === ORIGIN && senderFrame === sender.mainFrame;
  if (window === null || !own) throw new Error('Refused: not the page of this app.');
  return window;
}

/** Tells the page of a window something; see `Notices`. */
export function tell<Name extends keyof Notices>(
  window: BrowserWindow,
  name: Name,
  value: Notices[Name],
): void {
  window.webContents.send(name, value);
}
