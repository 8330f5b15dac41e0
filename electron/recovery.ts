import { app, BrowserWindow, dialog, type WebContents } from 'electron';
import { captureWindow, showCapture } from './capture-window.ts';
import { nobodyToAsk } from './closing.ts';
import { mainWindow } from './main-window.ts';
import { APP_NAME } from './names.ts';
import { isQuitting } from './quitting.ts';

/** A page that ends more often than this, each time within a minute of the last, would do so for ever. */
const RELOADS = 3;
const WITHIN_MS = 60_000;

/** How long a page may say nothing after Electron has noticed, and how long the writer is left alone when they wait. */
const HANG_LASTS_MS = 5_000;
const ASKED_AGAIN_MS = 30_000;

/**
 * Brings back a page whose process has ended, and offers to for one that hangs. The engine lives in
 * the page's worker, so it goes and comes with it; what was saved is in the store. Nothing is logged:
 * what a page was doing is the writer's own affair.
 */
export function bringPagesBack(): void {
  app.on('web-contents-created', (_, contents) => {
    const hang = watchHang(contents);
    contents.on('unresponsive', hang.begins);
    contents.on('responsive', hang.ends);
    contents.on('render-process-gone', () => {
      hang.ends();
      // Electron itself has crashed when a page was loaded while it was still clearing up after the old one.
      setImmediate(() => void bringBack(contents));
    });
  });
}

const journalEnds = counting();
const captureEnds = counting();

async function bringBack(contents: WebContents): Promise<void> {
  const window = windowOf(contents);
  if (window === null || isQuitting()) return;
  nobodyToAsk(window);
  if (window === captureWindow()) return renewCapture(window);
  if (window !== mainWindow()) return;
  if (journalEnds.again() <= RELOADS || (await opensAgain(window))) contents.reload();
  else app.quit();
}

/** Counts how often in a row something has happened. */
function counting() {
  let times = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    again() {
      const now = performance.now();
      times = now - last < WITHIN_MS ? times + 1 : 1;
      last = now;
      return times;
    },
    forget() {
      times = 0;
    },
  };
}

/** One that is hidden, or ends again and again, is made anew when it is asked for. */
function renewCapture(window: BrowserWindow): void {
  if (captureEnds.again() <= RELOADS && window.isVisible())
    window.once('closed', () => void showCapture());
  window.destroy();
}

async function opensAgain(window: BrowserWindow): Promise<boolean> {
  window.show();
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: `${APP_NAME} stopped several times in a row.`,
    detail:
      'Everything that was saved is kept. Only what was typed in the last moments may be missing. If it stops again after you have opened it again, start the computer anew.',
    buttons: ['Open again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  journalEnds.forget();
  return response === 0;
}

/** Asks the writer once a page has hung for a while, and again for as long as it does. */
function watchHang(contents: WebContents) {
  let timer: NodeJS.Timeout | undefined;
  let over = new AbortController();

  function askAfter(milliseconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(over.signal), milliseconds);
  }

  async function ask(signal: AbortSignal): Promise<void> {
    const window = windowOf(contents);
    if (window === null || window !== mainWindow() || isQuitting()) return;
    const reload = await endsHang(window, signal);
    // Meanwhile it may have come back by itself, or be gone.
    if (signal.aborted) return;
    if (reload) contents.forcefullyCrashRenderer();
    else askAfter(ASKED_AGAIN_MS);
  }

  return {
    begins: () => askAfter(HANG_LASTS_MS),
    ends() {
      clearTimeout(timer);
      over.abort();
      over = new AbortController();
    },
  };
}

async function endsHang(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `${APP_NAME} does not answer.`,
    detail:
      'Everything that was saved is kept. Wait, and it may go on. Reload, and what was typed since it last said Saved is lost.',
    buttons: ['Wait', 'Reload'],
    defaultId: 0,
    cancelId: 0,
    signal,
  });
  return response === 1;
}

/** Null for what is no window any more. */
function windowOf(contents: WebContents): BrowserWindow | null {
  const window = BrowserWindow.fromWebContents(contents);
  return window === null || window.isDestroyed() ? null : window;
}
