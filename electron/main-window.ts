import { app, BrowserWindow, dialog } from 'electron';
import { desktopSettings } from './desktop-settings.ts';
import { tell } from './ipc.ts';
import { APP_NAME, ORIGIN } from './names.ts';
import { isQuitting } from './quitting.ts';
import { webPreferences } from './web-preferences.ts';
import { lastPlace, rememberPlace } from './window-place.ts';

let window: BrowserWindow | null = null;

/** The window with the journal: one, for as long as the app runs, because its page owns the engine. */
export function mainWindow(): BrowserWindow | null {
  return window;
}

/** Opens it, and shows it once there is something to see, unless the app has been started at login. */
export async function openMainWindow(): Promise<void> {
  const opened = new BrowserWindow({
    title: APP_NAME,
    ...lastPlace(),
    minWidth: 640,
    minHeight: 480,
    show: false,
    webPreferences: webPreferences(),
  });
  window = opened;
  const hidden = startedAtLogin();
  opened.once('ready-to-show', () => {
    rememberPlace(opened);
    if (!hidden) opened.show();
  });
  opened.on('close', (event) => {
    if (isQuitting()) return;
    event.preventDefault();
    void leave(opened);
  });
  // A page has its title changed while it is printed, after what is printed.
  opened.on('page-title-updated', (event) => event.preventDefault());
  // Windows asks before its session ends, and tells nobody else.
  opened.on('query-session-end', (event) => {
    event.preventDefault();
    app.quit();
  });
  opened.on('closed', () => {
    window = null;
  });
  await opened.loadURL(`${ORIGIN}/`);
}

/** Brings it to the front: for the tray, the dock, and whoever starts the app a second time. */
export function showMainWindow(): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** The login item says so: see login.ts. */
function startedAtLogin(): boolean {
  if (process.platform === 'darwin') return app.getLoginItemSettings().wasOpenedAtLogin;
  return process.argv.includes('--hidden');
}

/** The writer closes the window: the app stays behind it, or goes, as they have said. */
async function leave(closing: BrowserWindow): Promise<void> {
  const stays = desktopSettings.read().stayInTray ?? (await askOnce(closing));
  if (stays === null) return;
  if (!stays) return app.quit();
  tell(closing, 'away', null);
  if (!closing.isFullScreen()) return closing.hide();
  // A Mac would leave an empty black screen behind.
  closing.once('leave-full-screen', () => closing.hide());
  closing.setFullScreen(false);
}

/** Null when the writer would rather not close it after all; then they are asked again next time. */
async function askOnce(closing: BrowserWindow): Promise<boolean | null> {
  const { response } = await dialog.showMessageBox(closing, {
    type: 'question',
    message: `Keep ${APP_NAME} running in the tray?`,
    detail:
      'Then quick capture works from anywhere. The icon in the tray opens the journal again, and so does starting the app once more. You can change this in Settings.',
    buttons: ['Keep running', 'Quit', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
  });
  if (response === 2) return null;
  const stays = response === 0;
  await desktopSettings.write({ ...desktopSettings.read(), stayInTray: stays });
  return stays;
}
