// @ts-check
import { checkOptions, strict } from './strict.mjs';

/** @typedef {Electron.MenuItemConstructorOptions} Options */

const OPTIONS = ['id', 'label', 'role', 'type', 'accelerator', 'enabled', 'submenu', 'click'];
const ROLES = [
  'appMenu',
  'editMenu',
  'windowMenu',
  'about',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'pasteAndMatchStyle',
  'selectAll',
  'close',
  'quit',
  'resetZoom',
  'zoomIn',
  'zoomOut',
  'togglefullscreen',
];

class MenuItem {
  /** @param {Options} options */
  constructor(options) {
    checkOptions('menu option', options, OPTIONS);
    const { id = '', label = '', role, type, accelerator, submenu, click } = options;
    const { enabled = true } = options;
    if (role === undefined && label === '' && type !== 'separator') {
      throw new Error('A menu item needs a label, a role or a type');
    }
    if (role !== undefined && !ROLES.includes(role)) throw new Error(`No role ${role} is known`);
    this.id = id;
    this.label = label;
    this.role = role;
    this.type = type;
    this.accelerator = accelerator;
    this.enabled = enabled;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    this.click = () => /** @type {any} */ (click)?.();
  }
}

export class Menu {
  /** @type {Menu | null} */
  static application = null;

  /** @param {Options[]} template */
  static buildFromTemplate(template) {
    const menu = new Menu();
    menu.items = template.map((options) => strict('MenuItem', new MenuItem(options)));
    return menu;
  }

  /** @param {Menu | null} menu */
  static setApplicationMenu(menu) {
    Menu.application = menu;
  }

  static getApplicationMenu() {
    return Menu.application;
  }

  /** @type {MenuItem[]} */
  items = [];

  /** Nobody looks at it: a test that wants to know puts its own in the place of this. */
  popup() {}

  /**
   * @param {string} id
   * @returns {MenuItem | null}
   */
  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null);
      if (found !== null) return found;
    }
    return null;
  }
}
