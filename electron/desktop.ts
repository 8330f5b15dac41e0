import type { BrowserWindow } from 'electron';
import type { Desktop, DesktopChange } from './bridge.ts';
import { captureShortcut, takeCaptureShortcut } from './capture-shortcut.ts';
import { protectContents } from './content-protection.ts';
import { desktopSettings } from './desktop-settings.ts';
import { opensAtLogin, setOpenAtLogin } from './login.ts';

/** How the app lives on the desktop, for the page to show. */
export async function desktop(): Promise<Desktop> {
  const { captureShortcut: keys, ...settings } = desktopSettings.read();
  return {
    ...settings,
    captureShortcut: keys,
    captureShortcutWorks: captureShortcut() === keys,
    openAtLogin: await opensAtLogin(),
  };
}

/** Changes what is named in `change`, and answers how it is then. */
export async function changeDesktop(
  _window: BrowserWindow,
  { captureShortcut: keys, openAtLogin, ...change }: DesktopChange,
): Promise<Desktop> {
  const settings = desktopSettings.read();
  const taken = keys !== undefined && takeCaptureShortcut(keys);
  await desktopSettings.write({
    captureShortcut: taken ? keys : settings.captureShortcut,
    stayInTray: change.stayInTray ?? settings.stayInTray,
    contentProtection: change.contentProtection ?? settings.contentProtection,
    clearsClipboard: change.clearsClipboard ?? settings.clearsClipboard,
  });
  protectContents();
  if (openAtLogin !== undefined) await setOpenAtLogin(openAtLogin);
  return desktop();
}
