import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import { APP_NAME } from './names.ts';
import { replaceFile } from './replace-file.ts';

/** Started at login, the app waits in the tray: main-window.ts reads this. */
const args = () => (app.isPackaged ? ['--hidden'] : [app.getAppPath(), '--hidden']);

export async function opensAtLogin(): Promise<boolean> {
  if (process.platform !== 'linux') {
    return app.getLoginItemSettings({ args: args() }).openAtLogin;
  }
  return stat(autostartFile()).then(
    () => true,
    () => false,
  );
}

export async function setOpenAtLogin(openAtLogin: boolean): Promise<void> {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin, args: args() });
  if (!openAtLogin) return rm(autostartFile(), { force: true });
  await mkdir(path.dirname(autostartFile()), { recursive: true });
  await replaceFile(autostartFile(), new TextEncoder().encode(autostart()));
}

/** Electron knows no login items on Linux; desktops start what lies here (freedesktop.org, Autostart). */
function autostartFile(): string {
  return path.join(app.getPath('appData'), 'autostart', 'staff-journal.desktop');
}

function autostart(): string {
  // An AppImage runs from a folder that is another one each time.
  const program = process.env.APPIMAGE ?? process.execPath;
  const command = [program, ...args()].map(quoted).join(' ');
  return `[Desktop Entry]\nType=Application\nName=${APP_NAME}\nExec=${command}\nTerminal=false\n`;
}

/** As the Desktop Entry Specification quotes an argument of Exec, in a string value. */
function quoted(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${escaped.replaceAll('\\', '\\\\')}"`;
}
