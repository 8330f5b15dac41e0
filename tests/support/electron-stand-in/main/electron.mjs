// @ts-check
import { runInThisContext } from 'node:vm';
import { app } from './app.mjs';
import { on } from './channel.mjs';
import * as electron from './electron.mjs';
import { globalShortcut } from './global-shortcut.mjs';
import { Menu } from './menu.mjs';
import { powerMonitor } from './power-monitor.mjs';
import { safeStorage } from './safe-storage.mjs';
import { screen } from './screen.mjs';
import { protocol, session } from './session.mjs';
import { strict } from './strict.mjs';
import { Tray } from './tray.mjs';
import { BrowserWindow, ipcMain } from './window.mjs';

/**
 * A stand-in for the `electron` module, for machines without its runtime. It offers what our main
 * uses and throws on anything else.
 */

/** @param {string} name */
const unanswered = (name) => async () => {
  throw new Error(`The test answers no ${name}`);
};

/** Tests put their own answers in, as they do on Electron itself. */
const dialog = strict(
  'dialog',
  /** @satisfies {Partial<import('electron').Dialog>} */ ({
    showSaveDialog: unanswered('save dialog'),
    showOpenDialog: unanswered('open dialog'),
    showMessageBox: unanswered('message box'),
  }),
);

let onClipboard = '';

/** Apart from the browser's own: a test that copies puts here what it has copied. */
const clipboard = strict(
  'clipboard',
  /** @satisfies {Partial<import('electron').Clipboard>} */ ({
    readText: async () => onClipboard,
    async writeText(text) {
      onClipboard = text;
    },
    clear() {
      onClipboard = '';
    },
  }),
);

const shell = strict(
  'shell',
  /** @satisfies {Partial<import('electron').Shell>} */ ({
    openExternal: unanswered('opening of a link'),
  }),
);

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
};

/** Runs a function of the test here, as Playwright does on Electron. */
on('evaluate', (source, argument) => {
  const run = runInThisContext(`(${source})`);
  return run(electron, argument);
});
