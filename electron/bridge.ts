/**
 * The contract between the page and the Electron shell: types, and nothing that runs. The preload
 * offers `Bridge` to the page and main answers `Calls`; both are checked against this file.
 */

/** Under this name the preload puts the bridge on the page's `window`. */
export type BridgeName = 'staffJournalBridge';

export type Platform = 'mac' | 'windows' | 'linux';

/**
 * The application menu's menus. `App` is a Mac's menu of the app's name, and within `File`
 * elsewhere. Edit, Window and the like are the system's own and take no commands.
 */
export type MenuName = 'App' | 'File' | 'View' | 'Go' | 'Help';

/** A command of the page as the application menu shows it. */
export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  readonly menu: MenuName;
  /** In Electron's words, such as `CmdOrCtrl+N`; null when there is none. */
  readonly accelerator: string | null;
}

/** A file that the writer chose, to be read in pieces under this number. Its path stays with the shell. */
export interface OpenedFile {
  readonly number: number;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** Why a file could not be written or read: expected, and told to the writer in words of the page's. */
export type FileRefusal = 'disk-full' | 'not-writable' | 'not-readable';

/** What became of a file that was to be saved. */
export type SaveOutcome = 'saved' | 'cancelled' | FileRefusal;

/** How the app lives on the desktop. */
export interface Desktop {
  /** The keys that open quick capture from anywhere, in Electron's words; null for none. */
  readonly captureShortcut: string | null;
  /** Whether the system gave us those keys. Otherwise another app holds them. */
  readonly captureShortcutWorks: boolean;
  readonly openAtLogin: boolean;
  /**
   * Whether the app stays in the tray when its window is closed; null until the writer has been
   * asked. On a Mac apps always stay, and it is true.
   */
  readonly stayInTray: boolean | null;
  /** Whether the windows are kept out of screenshots and screen sharing; Linux knows no such thing. */
  readonly contentProtection: boolean;
  /** Whether what is copied leaves the clipboard after a minute. */
  readonly clearsClipboard: boolean;
}

/** What the writer may change about it; what is left out stays as it is. */
export interface DesktopChange {
  readonly captureShortcut?: string | null | undefined;
  readonly openAtLogin?: boolean | undefined;
  readonly stayInTray?: boolean | undefined;
  readonly contentProtection?: boolean | undefined;
  readonly clearsClipboard?: boolean | undefined;
}

/** What the keychain gave back. */
export interface UnwrappedKey {
  readonly key: Uint8Array<ArrayBuffer>;
  /** The keychain has changed its own key: wrap this one again, or it will not open some day. */
  readonly rewrap: boolean;
}

/** A backup in a folder, by what it says of itself. */
export interface KeptBackup {
  readonly name: string;
  /** The id of the journal it is of. */
  readonly journal: string;
  /** When, in ISO 8601. */
  readonly made: string;
  readonly entries: number;
  /** The journal's last sequence number then. */
  readonly seq: number;
  /** Whether its key lies in it, so that whoever has the file can read it. */
  readonly readable: boolean;
}

/** The journal has lost so many entries that no backup is removed until the writer has agreed. */
export interface Shrunk {
  readonly from: number;
  readonly to: number;
}

export interface Backups {
  /** Newest first. */
  readonly list: readonly KeptBackup[];
  /** Where each is written too, to be shown; null when there is no such folder. */
  readonly secondFolder: string | null;
  /** What is there, newest first; null where it cannot be seen now, such as a drive's that is not there. */
  readonly second: readonly KeptBackup[] | null;
  /** The journal whose readable backups were to go from there while it could not be seen, and may be there still. */
  readonly unreached: string | null;
  readonly shrunk: Shrunk | null;
  /** When a backup was last tried out. */
  readonly trial: { readonly at: string; readonly passed: boolean } | null;
}

/** What became of a backup, in the app's own folder and in the second one; null where there is none. */
export interface BackupOutcome {
  readonly first: 'kept' | FileRefusal;
  readonly second: 'kept' | FileRefusal | null;
  readonly shrunk: Shrunk | null;
}

/** What the page may ask of main, one named method each. All reject when main refuses. */
export interface Calls {
  /**
   * Asks where to save. `name` is a suggestion and may hold no path. Answers the number under which the
   * file is to be handed over, in pieces.
   */
  saveFile(name: string): Promise<number | 'cancelled' | FileRefusal>;
  addToFile(number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Unless it answers `saved`, the old file is as it was. */
  finishFile(number: number): Promise<'saved' | FileRefusal>;
  /** The same for a print of the page, as its styles lay it out for paper. */
  savePdf(name: string): Promise<SaveOutcome>;
  /** `accept` lists extensions with their dot; answers null when the writer cancelled. */
  openFile(accept: readonly string[]): Promise<OpenedFile | FileRefusal | null>;
  /** The backup that was opened in the system, once; null when none was. */
  handedFile(): Promise<OpenedFile | FileRefusal | null>;
  /** Bytes of an opened file, from `from` to `to`, exclusive, as many of them as there are. */
  readPiece(number: number, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  closeFile(number: number): Promise<void>;
  /** Opens a link outside the app, once the writer has agreed. */
  openLink(url: string): Promise<void>;
  showMenu(commands: readonly MenuCommand[]): Promise<void>;
  /** From now on the window asks the page before it closes. */
  holdClose(): Promise<void>;
  /** The answer to `closing`: whether everything is saved. */
  answerClose(saved: boolean): Promise<void>;

  /** Shows the quick-capture window. */
  showCapture(): Promise<void>;
  /** Hides it; the system gives the focus to the window below. */
  hideCapture(): Promise<void>;
  /** Brings the window with the journal to the front: the page has something to say in it. */
  showJournal(): Promise<void>;
  desktop(): Promise<Desktop>;
  /** Answers how it is now: keys that another app holds are not taken, and the old ones stay. */
  changeDesktop(change: DesktopChange): Promise<Desktop>;
  /** Something was copied in the page. */
  copied(): Promise<void>;

  /** Bytes of a file that the journal keeps outside the page's storage; 0 when there is none. */
  sizeOutside(name: string): Promise<number>;
  /** Its bytes from `from` to `to`, exclusive, as many of them as there are. */
  readOutside(name: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Adds to its end and to the disk. False when there is no room: then it is as it was. */
  appendOutside(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  cutOutside(name: string, size: number): Promise<void>;
  /** Puts it in the place of what has that name. */
  moveOutside(from: string, to: string): Promise<void>;
  removeOutside(name: string): Promise<void>;
  /** The names of all of them. */
  namesOutside(): Promise<string[]>;

  /** Whether this computer's keychain protects what it wraps: on some it only hides it. */
  hasKeychain(): Promise<boolean>;
  /** Wraps a key so that only this account on this computer opens it. Rejects where `hasKeychain` is false. */
  wrapKey(key: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Rejects when the keychain does not open it: it was reset, or belongs to another account or computer. */
  unwrapKey(wrapped: Uint8Array<ArrayBuffer>): Promise<UnwrappedKey>;

  /** Begins a backup; answers the number under which it is to be handed over, in pieces. */
  beginBackup(): Promise<number>;
  addToBackup(number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Keeps it where backups are, under a name of main's, and removes older ones that need not stay. */
  keepBackup(number: number): Promise<BackupOutcome>;
  backups(): Promise<Backups>;
  /** One of the list, by its name there. */
  openBackup(name: string): Promise<OpenedFile | FileRefusal>;
  /** Lets the writer choose the second folder. */
  chooseBackupFolder(): Promise<Backups>;
  forgetBackupFolder(): Promise<Backups>;
  /** The writer agrees that the journal has shrunk: backups are removed again. */
  agreeToShrink(): Promise<Backups>;
  /**
   * Removes a journal's backups that whoever has them can read, from both folders; those only that
   * have a later one beside them that only its holder opens.
   */
  removeReadableBackups(journal: string): Promise<Backups>;
  /** Remembers whether the newest backup passed its trial. */
  keepTrial(passed: boolean): Promise<Backups>;
}

/** What main tells the page. */
export interface Notices {
  /** The writer chose this command in the menu. */
  command: string;
  /** A backup was opened in the system, and waits to be asked for. */
  handed: null;
  /** The writer has gone: the journal is to be locked. */
  away: null;
  /** The window is about to close. */
  closing: null;
}

/** What the page sees. */
export interface Bridge extends Omit<Calls, 'holdClose' | 'answerClose'> {
  readonly platform: Platform;
  onCommand(listener: (id: string) => void): () => void;
  onHanded(listener: () => void): () => void;
  onAway(listener: () => void): () => void;
  /** Once this resolves, the window waits for every `flush` that was given. */
  beforeClose(flush: () => Promise<void>): Promise<void>;
}
