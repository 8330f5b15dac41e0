import type {
  BackupOutcome,
  Desktop,
  DesktopChange,
  MenuCommand,
  Backups as OwnBackups,
  Platform,
  UnwrappedKey,
} from '../../electron/bridge.ts';

export type {
  BackupOutcome,
  Desktop,
  DesktopChange,
  KeptBackup,
  MenuCommand,
  MenuName,
  Platform,
  UnwrappedKey,
} from '../../electron/bridge.ts';

/** What a host offers the page. The rest of the page knows no host, only this. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  readonly platform: Platform;
  /**
   * Whether prose may be checked for spelling: only where the system does it on this computer. A
   * browser may ask a server about words, and elsewhere Electron would fetch dictionaries.
   */
  readonly checksSpelling: boolean;

  /**
   * Gives the writer a file under a suggested name; false when they cancelled. Rejects with
   * `FileRefused` when it could not be written: then an older file of that name is as it was.
   */
  saveFile(name: string, content: Blob): Promise<boolean>;

  /**
   * Makes a PDF of the page as its styles lay it out for paper: Electron asks where to save it, a
   * browser opens its own print dialog. False when the writer cancelled.
   */
  savePdf(name: string): Promise<boolean>;

  /**
   * Lets the writer choose a file; null when they cancelled. `accept` lists extensions with their
   * dot, such as `.json`; empty means any. Rejects with `FileRefused` when it cannot be read.
   */
  openFile(accept: readonly string[]): Promise<File | null>;

  /**
   * Hears of backups that are opened in the system, the last one from before included; reading one
   * rejects as `openFile` does. Answers a function that stops the calls. A browser is handed none.
   */
  onHandedFile(listener: (file: Promise<File>) => void): () => void;

  /**
   * Opens a web or mail link outside the app; any other link does nothing (see link.ts). Rejects for
   * a link that the host does not open, such as one with a password in it.
   */
  openLink(url: string): Promise<void>;

  /** Puts the commands into the application menu; each call replaces the last. A browser has none. */
  showMenu(commands: readonly MenuCommand[]): void;
  /** Hears the commands chosen in the application menu. Answers a function that stops the calls. */
  onCommand(listener: (id: string) => void): () => void;

  /**
   * Hears that the writer has gone: the screen is locked, the computer goes to sleep, or the window was
   * closed and the app stays. A browser tells none of this. Answers a function that stops the calls.
   */
  onAway(listener: () => void): () => void;

  /**
   * Makes the window wait for `flush` when it is closed; when that rejects or takes too long, the
   * writer decides. A browser cannot wait: there the page saves on hide and warns on `beforeunload`.
   */
  beforeClose(flush: () => Promise<void>): void;

  /** Where the host keeps what must outlive the page's own storage; null where it has no such place. */
  readonly outside: Outside | null;
  /** The app's place on the desktop. A browser gives it none. */
  readonly desktop: DesktopShell | null;
  /**
   * Where backups are kept by themselves; null where there can be no such place, as in a browser that
   * grants no folder: it downloads them.
   */
  readonly backups: BackupsShell | null;
  /** What wraps keys for this account on this computer. A browser has none. */
  readonly keychain: Keychain | null;
}

/** A few files by name; the engine says what they do (engine/outside.ts). */
export interface Outside {
  size(name: string): Promise<number>;
  read(name: string, from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  append(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  cut(name: string, size: number): Promise<void>;
  move(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  names(): Promise<string[]>;
}

export interface DesktopShell {
  showCapture(): void;
  /** Hides the quick-capture window; the system gives the focus to the window below. */
  hideCapture(): void;
  /** Brings the window with the journal to the front, where it may be hidden. */
  showJournal(): void;
  read(): Promise<Desktop>;
  /** Answers how it is now: keys that another app holds are not taken, and the old ones stay. */
  change(change: DesktopChange): Promise<Desktop>;
  /** Something was copied: if the writer wants that, it leaves the clipboard after a minute. */
  copied(): void;
}

/** Why a folder takes no backups now: the browser has to ask again, has been told no, or cannot reach it. */
export type FolderProblem = 'folder-waiting' | 'folder-denied' | 'folder-gone';

/** A folder that the writer has granted. Where it lies no browser tells. */
export interface GrantedFolder {
  readonly name: string;
  /** While there is one, the list is empty: what is in the folder cannot be seen. */
  readonly problem: FolderProblem | null;
}

export interface Backups extends OwnBackups {
  /** Where they are: with the host itself, or in a folder; null until one is granted. */
  readonly place: 'own' | GrantedFolder | null;
}

export interface BackupsShell {
  /** Writes a backup, and removes older ones that need not stay. Only for where there is a place. */
  keep(file: Blob): Promise<BackupOutcome>;
  read(): Promise<Backups>;
  /** One of the list, by its name there. Rejects with `FileRefused` when it cannot be read. */
  open(name: string): Promise<File>;
  agreeToShrink(): Promise<Backups>;
  /**
   * Removes a journal's backups that whoever has them can read, wherever they are kept; those only that
   * have a later one beside them that only its holder opens. What cannot be removed is in the list still.
   */
  removeReadable(journal: string): Promise<Backups>;
  keepTrial(passed: boolean): Promise<Backups>;
  /** A second folder, beside the host's own place; null where there is none such. */
  readonly second: FolderChoice | null;
  /** The folder that the writer grants; null where the host has a place of its own. */
  readonly granted: FolderGrant | null;
}

export interface FolderChoice {
  /** Lets the writer choose a folder; as it was when they cancelled. */
  choose(): Promise<Backups>;
  /** No such folder from now on; what is in it stays there. */
  forget(): Promise<Backups>;
}

/** To be asked on a click: a browser asks the writer at no other time. */
export interface FolderGrant extends FolderChoice {
  /** Lets the browser ask again for a folder that waits; as it was when the writer says no. */
  allow(): Promise<Backups>;
}

export interface Keychain {
  /** False where the system only hides what it wraps, as Linux does without a secret store. */
  isReal(): Promise<boolean>;
  wrap(key: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Rejects when the keychain does not open it: it was reset, or belongs to another account or computer. */
  unwrap(wrapped: Uint8Array<ArrayBuffer>): Promise<UnwrappedKey>;
}
