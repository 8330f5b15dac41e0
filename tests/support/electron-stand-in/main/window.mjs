// @ts-check
import { EventEmitter } from 'node:events';
import { afterReady, app, emitPreventable, onQuit } from './app.mjs';
import { ask, on } from './channel.mjs';
import { checkOptions, strict } from './strict.mjs';

/** @typedef {{ url: string, origin: string, parent: Frame | null }} Frame */

const OPTIONS = [
  'title',
  'x',
  'y',
  'width',
  'height',
  'minWidth',
  'minHeight',
  'show',
  'type',
  'frame',
  'resizable',
  'maximizable',
  'minimizable',
  'fullscreenable',
  'skipTaskbar',
  'alwaysOnTop',
  'webPreferences',
];
const WEB_PREFERENCES = [
  'preload',
  'contextIsolation',
  'sandbox',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'webSecurity',
  'webviewTag',
  'spellcheck',
  'devTools',
];

const PRINTING = [
  'preferCSSPageSize',
  'printBackground',
  'generateTaggedPDF',
  'generateDocumentOutline',
];

/** @type {Map<number, BrowserWindow>} */
const windows = new Map();
/** Windows on their way out: the browser must not go before them.
 * @type {Set<Promise<void>>} */
const closing = new Set();
let last = 0;

class WebContents extends EventEmitter {
  /** @type {Frame} */
  mainFrame = strict('WebFrameMain', { url: '', origin: 'null', parent: null });
  /** @type {((details: { url: string }) => { action: string }) | null} */
  openHandler = null;
  zoomLevel = 0;
  peerPolicy = 'default';

  /**
   * @param {number} id
   * @param {Electron.WebPreferences} preferences
   */
  constructor(id, preferences) {
    super();
    this.id = id;
    this.preferences = preferences;
  }

  getURL() {
    return this.mainFrame.url;
  }

  getLastWebPreferences() {
    return this.preferences;
  }

  getZoomLevel() {
    return this.zoomLevel;
  }

  /** @param {number} level */
  setZoomLevel(level) {
    this.zoomLevel = level;
  }

  setZoomMode() {}

  /** @param {string} policy */
  setWebRTCIPHandlingPolicy(policy) {
    this.peerPolicy = policy;
  }

  getWebRTCIPHandlingPolicy() {
    return this.peerPolicy;
  }

  /**
   * @param {Electron.PrintToPDFOptions} options
   * @returns {Promise<Buffer>}
   */
  async printToPDF(options) {
    checkOptions('option to print', options, PRINTING);
    return Buffer.from(await ask('print', this.id, options));
  }

  // As in Electron, a load that fails is told by an event, which our main does not need.
  reload() {
    ask('load', this.id, this.mainFrame.url).catch(() => {});
  }

  /** Ends the process, and tells main of it as of any other crash. */
  forcefullyCrashRenderer() {
    ask('crash', this.id).catch(() => {});
  }

  /** @param {string} code */
  executeJavaScript(code) {
    return ask('execute', this.id, code);
  }

  /** @param {NonNullable<WebContents['openHandler']>} handler */
  setWindowOpenHandler(handler) {
    this.openHandler = handler;
  }

  /**
   * @param {string} channel
   * @param {...unknown} args
   */
  send(channel, ...args) {
    void ask('send', this.id, channel, args);
  }
}

export class BrowserWindow extends EventEmitter {
  static getAllWindows() {
    return [...windows.values()];
  }

  /** @param {WebContents} contents */
  static fromWebContents(contents) {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }

  /** @param {Electron.BrowserWindowConstructorOptions} options */
  constructor(options) {
    super();
    afterReady('BrowserWindow');
    const { webPreferences = {}, width = 800, height = 600, show = true } = options;
    const { x = 0, y = 0 } = options;
    checkOptions('window option', options, OPTIONS);
    checkOptions('web preference', webPreferences, WEB_PREFERENCES);
    this.id = ++last;
    this.options = options;
    this.visible = show;
    this.bounds = { x, y, width, height };
    this.maximized = false;
    this.fullScreen = false;
    this.contentProtected = false;
    this.webContents = strict('webContents', new WebContents(this.id, webPreferences));
    this.opened = ask('open-window', this.id, { width, height, webPreferences });
    const window = strict('BrowserWindow', this);
    windows.set(this.id, window);
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, window);
    // biome-ignore lint/correctness/noConstructorReturn: `this` must be strict as well.
    return window;
  }

  /** @param {string} url */
  async loadURL(url) {
    await this.opened;
    this.webContents.mainFrame.url = url;
    await ask('load', this.id, url);
    if (!this.isDestroyed()) this.emit('ready-to-show');
  }

  getBounds() {
    return { ...this.bounds };
  }

  getNormalBounds() {
    return { ...this.bounds };
  }

  /** @param {Partial<Electron.Rectangle>} bounds */
  setBounds(bounds) {
    Object.assign(this.bounds, bounds);
    const { width, height } = this.bounds;
    void this.opened.then(() => ask('resize', this.id, { width, height }));
    this.emit('move');
    this.emit('resize');
  }

  maximize() {
    this.maximized = true;
    this.show();
  }

  isMaximized() {
    return this.maximized;
  }

  /** @param {boolean} fullScreen */
  setFullScreen(fullScreen) {
    this.fullScreen = fullScreen;
  }

  isFullScreen() {
    return this.fullScreen;
  }

  isAlwaysOnTop() {
    return this.options.alwaysOnTop === true;
  }

  setVisibleOnAllWorkspaces() {}

  /** @param {boolean} on */
  setContentProtection(on) {
    this.contentProtected = on;
  }

  isContentProtected() {
    return this.contentProtected;
  }

  hide() {
    if (!this.visible) return;
    this.visible = false;
    this.emit('blur');
    this.emit('hide');
  }

  getMinimumSize() {
    return [this.options.minWidth ?? 0, this.options.minHeight ?? 0];
  }

  show() {
    if (this.visible) return;
    this.visible = true;
    this.emit('show');
  }

  isVisible() {
    return this.visible;
  }

  isMinimized() {
    return false;
  }

  focus() {
    void this.opened.then(() => ask('focus', this.id));
    this.emit('focus');
  }

  close() {
    if (!emitPreventable(this, 'close')) this.destroy();
  }

  destroy() {
    if (!windows.delete(this.id)) return;
    const closed = ask('close-window', this.id);
    closing.add(closed);
    void closed.then(() => {
      closing.delete(closed);
      this.emit('closed');
      if (windows.size > 0) return;
      // Whoever does not listen has said that the app ends with its last window.
      if (app.listenerCount('window-all-closed') === 0) app.quit();
      else app.emit('window-all-closed');
    });
  }

  isDestroyed() {
    return !windows.has(this.id);
  }
}

onQuit(async () => {
  for (const window of windows.values()) window.close();
  await Promise.all(closing);
  return windows.size === 0;
});

/** @param {number} id */
function contentsOf(id) {
  const window = windows.get(id);
  if (window === undefined) throw new Error('The window is closed');
  return window.webContents;
}

on('is-navigation-prevented', (id, url, isMainFrame) =>
  emitPreventable(contentsOf(id), 'will-frame-navigate', { url, isMainFrame }),
);

on('is-opening-denied', (id, url) => contentsOf(id).openHandler?.({ url }).action === 'deny');

on('renderer-gone', (id) => {
  // Windows that are on their way out lose their process as well.
  windows.get(id)?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
});

on('context-menu', (id, params) => void contentsOf(id).emit('context-menu', {}, params));

/** @type {Map<string, (event: object, ...args: unknown[]) => unknown>} */
const invokable = new Map();

export const ipcMain = strict('ipcMain', {
  /** @type {import('electron').IpcMain['handle']} */
  handle(channel, listener) {
    if (invokable.has(channel)) throw new Error(`${channel} is handled already`);
    invokable.set(channel, /** @type {any} */ (listener));
  },
});

on('invoke', (id, { url, origin, isMainFrame }, channel, args) => {
  const handler = invokable.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const sender = contentsOf(id);
  const { mainFrame } = sender;
  if (isMainFrame) Object.assign(mainFrame, { url, origin });
  const frame = strict('WebFrameMain', { url, origin, parent: mainFrame });
  return handler({ sender, senderFrame: isMainFrame ? mainFrame : frame }, ...args);
});
