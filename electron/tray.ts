import path from 'node:path';
import { app, Menu, Tray } from 'electron';
import { showCapture } from './capture-window.ts';
import { tell } from './ipc.ts';
import { mainWindow, showMainWindow } from './main-window.ts';
import { APP_NAME } from './names.ts';

/** Held, or the icon would go with the garbage. */
let tray: Tray | null = null;

/** Puts the icon into the tray, or into a Mac's menu bar. */
export function showTray(): void {
  // A template picture takes the colour of the menu bar. Each has a sharper one beside it, `@2x`.
  const picture = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
  tray = new Tray(path.join(import.meta.dirname, picture));
  tray.setToolTip(APP_NAME);
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: 'Quick capture', click: () => void showCapture() },
      { label: `Open ${APP_NAME}`, click: showMainWindow },
      { type: 'separator' },
      { label: 'Lock', click: lock },
      { type: 'separator' },
      { label: 'Quit', click: () => app.quit() },
    ]),
  );
  // A Mac opens the menu by itself, and so do some desktops of Linux.
  if (process.platform !== 'darwin') tray.on('click', showMainWindow);
}

/** By the page's own command, out of sight: the page asks to be shown where it could not be locked. */
function lock(): void {
  const window = mainWindow();
  if (window !== null) tell(window, 'command', 'lock');
}
