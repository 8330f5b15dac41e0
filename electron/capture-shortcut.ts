import { app, globalShortcut } from 'electron';
import { showCapture } from './capture-window.ts';
import { desktopSettings } from './desktop-settings.ts';

let held: string | null = null;

/** The keys that open quick capture now; null for none, or when another app holds them. */
export function captureShortcut(): string | null {
  return held;
}

/** Wayland gives keys only through its portal, which Chromium must be told to ask. Must be called before the app is ready. */
export function askWaylandForShortcuts(): void {
  app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
}

/** Asks the system for the keys that the writer has set, as the app starts. */
export function takeKeptShortcut(): void {
  takeCaptureShortcut(desktopSettings.read().captureShortcut);
}

/**
 * Opens quick capture by these keys and by no others from now on; null for by none. Answers false
 * when another app holds them: then all stays as it was.
 */
export function takeCaptureShortcut(keys: string | null): boolean {
  if (keys === held) return true;
  if (keys !== null && !isGiven(keys)) return false;
  if (held !== null) globalShortcut.unregister(held);
  held = keys;
  return true;
}

function isGiven(keys: string): boolean {
  try {
    return globalShortcut.register(keys, () => void showCapture());
  } catch {
    // Electron throws for what it cannot read, and the settings file may hold anything.
    return false;
  }
}
