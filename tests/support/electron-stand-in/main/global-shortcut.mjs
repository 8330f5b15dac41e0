// @ts-check
import { afterReady } from './app.mjs';
import { strict } from './strict.mjs';

/** @type {Map<string, () => void>} */
const taken = new Map();

const ACCELERATOR = /^(?:(?:CmdOrCtrl|Ctrl|Cmd|Alt|Shift|Super)\+)+(?:[A-Z0-9]|F\d{1,2}|Space)$/;

/** Shortcuts that no keyboard presses. As Electron's, it gives none away twice. */
export const globalShortcut = strict(
  'globalShortcut',
  /** @satisfies {Partial<import('electron').GlobalShortcut>} */ ({
    register(accelerator, callback) {
      afterReady('globalShortcut');
      if (!ACCELERATOR.test(accelerator)) throw new TypeError(`conversion failure: ${accelerator}`);
      if (taken.has(accelerator)) return false;
      taken.set(accelerator, callback);
      return true;
    },
    unregister(accelerator) {
      taken.delete(accelerator);
    },
    isRegistered: (accelerator) => taken.has(accelerator),
  }),
);
