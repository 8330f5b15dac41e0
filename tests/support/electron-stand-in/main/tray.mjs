// @ts-check
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { afterReady } from './app.mjs';
import { strict } from './strict.mjs';

/** An icon that nobody sees, with a menu that a test can read: `Tray.shown`. */
export class Tray extends EventEmitter {
  /** @type {Tray | null} */
  static shown = null;

  /** @param {string} picture */
  constructor(picture) {
    super();
    afterReady('Tray');
    // As Electron does for a file that is not there.
    if (!existsSync(picture)) throw new Error(`Failed to load image from path '${picture}'`);
    /** @type {import('./menu.mjs').Menu | null} */
    this.menu = null;
    this.toolTip = '';
    Tray.shown = this;
    // biome-ignore lint/correctness/noConstructorReturn: `this` must be strict as well.
    return strict('Tray', this);
  }

  /** @param {string} text */
  setToolTip(text) {
    this.toolTip = text;
  }

  /** @param {import('./menu.mjs').Menu} menu */
  setContextMenu(menu) {
    this.menu = menu;
  }
}
