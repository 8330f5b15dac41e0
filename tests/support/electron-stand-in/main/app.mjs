// @ts-check
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ask } from './channel.mjs';
import { strict } from './strict.mjs';

const appData = process.env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config');
/** @type {Record<string, string>} */
const paths = {
  appData,
  userData: path.join(appData, 'Electron'),
  documents: path.join(os.homedir(), 'Documents'),
};
/** @type {Record<string, string>} */
const switches = {};
let name = 'Electron';
let ready = false;
let openAtLogin = false;
/** @type {string | null} */
let lock = null;
const emitter = new EventEmitter();

/** @param {string} step */
export function beforeReady(step) {
  if (ready) throw new Error(`${step} must be called before the app is ready`);
}

/** @param {string} step */
export function afterReady(step) {
  if (!ready) throw new Error(`${step} cannot be used before the app is ready`);
}

/**
 * Emits an event that a listener may prevent; answers whether one did.
 * @param {EventEmitter} target
 * @param {string} event
 * @param {object} [details]
 */
export function emitPreventable(target, event, details = {}) {
  let prevented = false;
  target.emit(event, {
    ...details,
    preventDefault() {
      prevented = true;
    },
  });
  return prevented;
}

/** @type {() => Promise<boolean>} */
let closeWindows = async () => true;
/** @param {() => Promise<boolean>} close answers whether all windows have closed */
export function onQuit(close) {
  closeWindows = close;
}

async function quit() {
  if (emitPreventable(emitter, 'before-quit')) return;
  if (await closeWindows()) await exit();
}

async function exit(code = 0) {
  if (lock !== null) rmSync(lock, { force: true });
  if (ready) await ask('exit');
  process.exit(code);
}

/**
 * Where a second start leaves what it was started with.
 * @param {string} lock
 */
const argumentsOf = (lock) => `${lock}.arguments`;

/**
 * A lock file beside the journal, which holds across processes as Electron's does.
 * @param {string} file
 */
function takeLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    try {
      const first = Number(readFileSync(file, 'utf8'));
      writeFileSync(argumentsOf(file), JSON.stringify([process.argv, process.cwd()]));
      process.kill(first, 'SIGUSR2');
      return false;
    } catch {
      // Whoever left it is dead.
      rmSync(file, { force: true });
      return takeLock(file);
    }
  }
}

process.on('SIGUSR2', () => {
  if (lock === null) return;
  const [argv, folder] = JSON.parse(readFileSync(argumentsOf(lock), 'utf8'));
  emitter.emit('second-instance', {}, argv, folder, null);
});

/** @satisfies {Partial<Record<keyof import('electron').App, unknown>>} */
const implemented = {
  isPackaged: 'ELECTRON_FORCE_IS_PACKAGED' in process.env,
  commandLine: strict('app.commandLine', {
    /**
     * @param {string} key
     * @param {string} [value]
     */
    appendSwitch(key, value = '') {
      beforeReady('commandLine.appendSwitch');
      switches[key] = value;
    },
    /** @param {string} key */
    getSwitchValue: (key) => switches[key] ?? '',
  }),
  getName: () => name,
  /** @param {string} value */
  setName(value) {
    name = value;
  },
  getVersion: () => '0.0.0',
  getAppPath: () => path.dirname(process.argv[1] ?? ''),
  setAboutPanelOptions() {},
  getLoginItemSettings: () => ({ openAtLogin, wasOpenedAtLogin: false }),
  /** @param {{ openAtLogin: boolean }} settings */
  setLoginItemSettings(settings) {
    openAtLogin = settings.openAtLogin;
  },
  /** @param {string} key */
  getPath(key) {
    const found = paths[key];
    if (found === undefined) throw new Error(`The stand-in for Electron knows no path ${key}`);
    return found;
  },
  /**
   * @param {string} key
   * @param {string} value
   */
  setPath(key, value) {
    if (key !== 'userData') throw new Error(`The stand-in for Electron cannot set ${key}`);
    paths[key] = value;
  },
  requestSingleInstanceLock() {
    const file = path.join(implemented.getPath('userData'), 'stand-in.lock');
    if (!takeLock(file)) return false;
    lock = file;
    return true;
  },
  enableSandbox: () => beforeReady('enableSandbox'),
  async whenReady() {
    if (ready) return;
    await ask('ready', { userData: paths.userData, switches });
    ready = true;
  },
  quit: () => void quit(),
  /** @param {number} [code] */
  exit: (code) => void exit(code),
  /**
   * @param {string} event
   * @param {(...args: any[]) => void} listener
   */
  on(event, listener) {
    emitter.on(event, listener);
    return implemented;
  },
  /**
   * @param {string} event
   * @param {...unknown} args
   */
  emit: (event, ...args) => emitter.emit(event, ...args),
  /** @param {string} event */
  listenerCount: (event) => emitter.listenerCount(event),
};

export const app = strict('app', implemented);
