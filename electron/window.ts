import path from 'node:path';
import { app, BrowserWindow } from 'electron';
import { APP_NAME, ORIGIN } from './names.ts';

/** Opens the one window, and shows it once there is something to see. */
export async function openWindow(): Promise<void> {
  const window = new BrowserWindow({
    title: APP_NAME,
    width: 1200,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    // Electron's defaults are said again, because a test holds every one of them.
    webPreferences: {
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${ORIGIN}/`);
}

/** Brings the window to the front, for whoever started the app a second time. */
export function focusWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.focus();
}
