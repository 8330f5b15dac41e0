import { app, type BrowserWindow, screen } from 'electron';
import * as v from 'valibot';
import { keep } from './kept.ts';
import { type Bounds, onScreen } from './on-screen.ts';

/** Pixels of a screen. More than any has is not a place but damage. */
const Pixels = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));

/** Chromium's steps of zoom: 0 is 100 %, each step a fifth more. */
const ZOOM_LIMIT = 9;

const Place = v.object({
  x: v.nullable(Pixels),
  y: v.nullable(Pixels),
  width: v.pipe(Pixels, v.minValue(100)),
  height: v.pipe(Pixels, v.minValue(100)),
  maximized: v.boolean(),
  fullScreen: v.boolean(),
  zoom: v.pipe(v.number(), v.minValue(-ZOOM_LIMIT), v.maxValue(ZOOM_LIMIT)),
});

const kept = keep('window', Place, {
  x: null,
  y: null,
  width: 1200,
  height: 800,
  maximized: false,
  fullScreen: false,
  zoom: 0,
});

/** Moving and resizing come in bursts. */
const REST_MS = 500;

/** Where the window was last, as far as the screens that are there now allow. */
export function lastPlace(): Partial<Bounds> & { width: number; height: number } {
  const { x, y, width, height } = kept.read();
  // The system finds a place for a window that has none yet.
  if (x === null || y === null) return { width, height };
  const { id } = screen.getPrimaryDisplay();
  const displays = screen
    .getAllDisplays()
    .sort((a, b) => Number(b.id === id) - Number(a.id === id));
  return onScreen(
    { x, y, width, height },
    displays.map(({ workArea }) => workArea),
  );
}

/** Gives the window what its bounds do not say, and from now on remembers all of it. */
export function rememberPlace(window: BrowserWindow): void {
  window.webContents.setZoomLevel(kept.read().zoom);
  let shown = false;
  // Both would show a window that waits in the tray.
  window.once('show', () => {
    const { maximized, fullScreen } = kept.read();
    shown = true;
    if (maximized) window.maximize();
    if (fullScreen) window.setFullScreen(true);
  });

  let resting: NodeJS.Timeout | undefined;
  const write = () => {
    clearTimeout(resting);
    if (!shown || window.isDestroyed()) return;
    void kept.write({
      // The bounds to come back to from full screen.
      ...window.getNormalBounds(),
      maximized: window.isMaximized(),
      fullScreen: window.isFullScreen(),
      zoom: window.webContents.getZoomLevel(),
    });
  };
  const rest = () => {
    clearTimeout(resting);
    resting = setTimeout(write, REST_MS);
  };
  window.on('move', rest);
  window.on('resize', rest);
  // Zoom tells of no change, so it is asked for when the writer turns elsewhere.
  window.on('blur', write);
  window.on('hide', write);
  app.on('before-quit', write);
}
