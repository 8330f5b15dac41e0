import { app, BrowserWindow } from 'electron';
import { desktopSettings } from './desktop-settings.ts';

/**
 * Keeps the windows out of what other programs see of the screen, where the writer wants that. Windows
 * leaves them out of every picture, its own previews in the taskbar too; a Mac out of those that are
 * taken in the old way, while programs that use ScreenCaptureKit see them all the same. Linux has
 * nothing of the kind.
 */
export function protectContents(): void {
  for (const window of BrowserWindow.getAllWindows()) protect(window);
}

/** For those that are opened later. */
export function protectNewWindows(): void {
  app.on('browser-window-created', (_, window) => protect(window));
}

function protect(window: BrowserWindow): void {
  window.setContentProtection(desktopSettings.read().contentProtection);
}
