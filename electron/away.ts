import { powerMonitor } from 'electron';
import { tell } from './ipc.ts';
import { mainWindow } from './main-window.ts';

/**
 * Tells the page when the writer has gone, for it to lock the journal: the screen is locked, or the
 * computer goes to sleep. Of the first Linux tells nobody; there the page's own clock has to do.
 */
export function tellWhenAway(): void {
  powerMonitor.on('lock-screen', tellAway);
  powerMonitor.on('suspend', tellAway);
}

function tellAway(): void {
  const window = mainWindow();
  if (window !== null) tell(window, 'away', null);
}
