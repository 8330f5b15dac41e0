import { app, type BrowserWindow } from 'electron';
import { clearCopied } from './clipboard.ts';
import { mayClose } from './closing.ts';
import { allKept } from './kept.ts';

let asking = false;
let quitting = false;

/** Whether the windows are being asked, and nothing new should begin. */
export function isAsking(): boolean {
  return asking;
}

/** Whether the app ends now, so that windows close rather than hide. */
export function isQuitting(): boolean {
  return quitting;
}

/**
 * Ends the app, whoever asks, only once every window has saved or the writer gives up what was not.
 * @param windows in the order to ask them: what one saves may go through one that comes later
 */
export function quitWhenSaved(windows: () => readonly (BrowserWindow | null)[]): void {
  app.on('before-quit', (event) => {
    if (quitting) return;
    event.preventDefault();
    if (!asking) void askAll(windows());
  });
}

async function askAll(windows: readonly (BrowserWindow | null)[]): Promise<void> {
  asking = true;
  try {
    const may = await allMayClose(windows);
    // What is to be remembered is being written, and would be cut short.
    if (may) await Promise.all([allKept(), clearCopied()]);
    quitting = may;
  } finally {
    asking = false;
  }
  if (quitting) app.quit();
}

async function allMayClose(windows: readonly (BrowserWindow | null)[]): Promise<boolean> {
  for (const window of windows) if (window !== null && !(await mayClose(window))) return false;
  return true;
}
