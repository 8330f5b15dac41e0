import { BrowserWindow, screen } from 'electron';
import { APP_NAME, ORIGIN } from './names.ts';
import { isAsking, isQuitting } from './quitting.ts';
import { webPreferences } from './web-preferences.ts';

const SIZE = { width: 560, height: 320 };

let window: BrowserWindow | null = null;
/** Whether its page is there: shown before, it would lose the first letters. */
let ready = false;

/** The quick-capture window, once it has been asked for. Hidden, it keeps what is written in it. */
export function captureWindow(): BrowserWindow | null {
  return window;
}

/** Shows it above everything, on the screen where the writer is, ready to be typed into. */
export async function showCapture(): Promise<void> {
  // What is typed after the last save would go with the app.
  if (isAsking() || isQuitting()) return;
  window ??= openCaptureWindow();
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  window.setBounds({
    x: workArea.x + Math.round((workArea.width - SIZE.width) / 2),
    y: workArea.y + Math.round((workArea.height - SIZE.height) / 4),
    ...SIZE,
  });
  if (ready) present(window);
}

export async function hideCapture(): Promise<void> {
  window?.hide();
}

function openCaptureWindow(): BrowserWindow {
  const opened = new BrowserWindow({
    title: `${APP_NAME}: quick capture`,
    ...SIZE,
    show: false,
    // On a Mac a panel takes the keys without bringing the whole app to the front.
    ...(process.platform === 'darwin' ? { type: 'panel' } : {}),
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    webPreferences: webPreferences(),
  });
  // On a Mac it comes to the space where the writer is, rather than take them to another; and the
  // app keeps its place in the Dock, which it would lose for good without the last option.
  opened.setVisibleOnAllWorkspaces(true, {
    visibleOnFullScreen: true,
    skipTransformProcessType: true,
  });
  // The journal's zoom, of the same origin, would cut this small window off.
  opened.webContents.setZoomMode('isolated');
  opened.once('ready-to-show', () => {
    ready = true;
    present(opened);
  });
  opened.on('close', (event) => {
    if (isQuitting()) return;
    event.preventDefault();
    opened.hide();
  });
  opened.on('closed', () => {
    window = null;
    ready = false;
  });
  void opened.loadURL(`${ORIGIN}/capture.html`);
  return opened;
}

function present(opened: BrowserWindow): void {
  opened.show();
  opened.focus();
}
