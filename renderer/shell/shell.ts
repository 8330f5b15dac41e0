import type { MenuCommand, Platform } from '../../electron/bridge.ts';

export type { MenuCommand, MenuName, Platform } from '../../electron/bridge.ts';

/** What a host offers the page. The rest of the page knows no host, only this. */
export interface Shell {
  readonly kind: 'electron' | 'browser';
  readonly platform: Platform;

  /** Gives the writer a file under a suggested name; false when they cancelled. */
  saveFile(name: string, content: Blob): Promise<boolean>;

  /**
   * Lets the writer choose a file; null when they cancelled. `accept` lists extensions with their
   * dot, such as `.json`; empty means any.
   */
  openFile(accept: readonly string[]): Promise<File | null>;

  /** Opens a web or mail link outside the app; any other link does nothing (see link.ts). */
  openLink(url: string): void;

  /** Puts the commands into the application menu; each call replaces the last. A browser has none. */
  showMenu(commands: readonly MenuCommand[]): void;
  /** Hears the commands chosen in the application menu. Answers a function that stops the calls. */
  onCommand(listener: (id: string) => void): () => void;

  /**
   * Makes the window wait for `flush` when it is closed; when that rejects or takes too long, the
   * writer decides. A browser cannot wait: there the page saves on hide and warns on `beforeunload`.
   */
  beforeClose(flush: () => Promise<void>): void;
}
