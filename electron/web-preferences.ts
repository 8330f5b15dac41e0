import path from 'node:path';
import { app, type WebPreferences } from 'electron';

/**
 * What every page of ours runs with. Electron's defaults are said again, because a test holds every
 * one of them.
 */
export function webPreferences(): WebPreferences {
  return {
    preload: path.join(import.meta.dirname, 'preload.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: HAS_SPELLING,
    devTools: !app.isPackaged,
  };
}

/**
 * A Mac checks spelling by itself. Elsewhere Chromium would fetch a dictionary from the network,
 * so there is none until one can ship with the app.
 */
export const HAS_SPELLING = process.platform === 'darwin';
