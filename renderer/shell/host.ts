import type { Bridge, BridgeName } from '../../electron/bridge.ts';
import { browserShell } from './browser.ts';
import { electronShell } from './electron.ts';
import type { Shell } from './shell.ts';

declare global {
  interface Window extends Readonly<Partial<Record<BridgeName, Bridge>>> {}
}

/** The host this page runs in: Electron when its bridge is there, otherwise a browser. */
export const shell: Shell =
  window.staffJournalBridge === undefined
    ? browserShell()
    : electronShell(window.staffJournalBridge);
