/**
 * The contract between the page and the Electron shell: types, and nothing that runs. The preload
 * offers `Bridge` to the page and main answers `Calls`; both are checked against this file.
 */

/** Under this name the preload puts the bridge on the page's `window`. */
export type BridgeName = 'staffJournalBridge';

export type Platform = 'mac' | 'windows' | 'linux';

/** The application menu's menus. Edit, Window and the like are the system's own and take no commands. */
export type MenuName = 'File' | 'View' | 'Go' | 'Help';

/** A command of the page as the application menu shows it. */
export interface MenuCommand {
  readonly id: string;
  readonly label: string;
  readonly menu: MenuName;
  /** In Electron's words, such as `CmdOrCtrl+N`; null when there is none. */
  readonly accelerator: string | null;
}

/** A file that the writer chose. Its path stays with the shell. */
export interface OpenedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the page may ask of main, one named method each. All reject when main refuses. */
export interface Calls {
  /** Answers false when the writer cancelled. `name` is a suggestion and may hold no path. */
  saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** `accept` lists extensions with their dot; answers null when the writer cancelled. */
  openFile(accept: readonly string[]): Promise<OpenedFile | null>;
  /** Opens a link outside the app, once the writer has agreed. */
  openLink(url: string): Promise<void>;
  showMenu(commands: readonly MenuCommand[]): Promise<void>;
  /** From now on the window asks the page before it closes. */
  holdClose(): Promise<void>;
  /** The answer to `closing`: whether everything is saved. */
  answerClose(saved: boolean): Promise<void>;
}

/** What main tells the page. */
export interface Notices {
  /** The writer chose this command in the menu. */
  command: string;
  /** The window is about to close. */
  closing: null;
}

/** What the page sees. */
export interface Bridge extends Omit<Calls, 'holdClose' | 'answerClose'> {
  readonly platform: Platform;
  onCommand(listener: (id: string) => void): () => void;
  /** Once this resolves, the window waits for every `flush` that was given. */
  beforeClose(flush: () => Promise<void>): Promise<void>;
}
