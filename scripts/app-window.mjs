// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isSnap } from './browser.mjs';
import { SILENT_FEATURES, SILENT_SWITCHES } from './silence.mjs';

/** Frozen: the journal is in here, and under another name it would not be found again. */
export const PROFILE_NAME = 'Staff Journal Browser';

/**
 * A browser whose disk is full evicts what pages have stored, all of it, unless it is unlimited: a journal
 * was gone in one of twenty runs. This profile shows no other page.
 */
export const KEEPS_STORAGE = '--unlimited-storage';

/** Whether this machine can show a window at all. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * Opens the page as a window of its own.
 * @param {import('./browser.mjs').Browser} browser
 * @param {string} origin
 */
export function openWindow(browser, origin) {
  const profile = profileFolder(browser.path);
  mkdirSync(profile, { recursive: true });
  const args = [
    `--app=${origin}/`,
    `--user-data-dir=${profile}`,
    ...SILENT_SWITCHES,
    SILENT_FEATURES,
    KEEPS_STORAGE,
  ];
  if (process.platform === 'linux' && process.getuid?.() === 0) args.push('--no-sandbox');
  const child = spawn(browser.path, args, { stdio: 'ignore' });
  return {
    close: () => child.kill(),
    /**
     * Resolves when the window is closed; with `elsewhere` when a browser that was already running
     * on this profile has taken the window over, so that nobody sees it close.
     * @type {Promise<'closed' | 'elsewhere'>}
     */
    ended: new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve(inUse(profile) ? 'elsewhere' : 'closed'));
    }),
  };
}

/**
 * The browser profile that holds the journal, in the writer's own data folder.
 * @param {string} browser the browser's file
 */
export function profileFolder(browser) {
  const home = os.homedir();
  const { LOCALAPPDATA, XDG_DATA_HOME } = process.env;
  if (process.platform === 'darwin') {
    return path.join(home, 'Library', 'Application Support', PROFILE_NAME);
  }
  if (process.platform === 'win32') {
    return path.join(LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), PROFILE_NAME);
  }
  if (isSnap(browser)) return path.join(home, 'snap', 'chromium', 'common', PROFILE_NAME);
  return path.join(XDG_DATA_HOME || path.join(home, '.local', 'share'), PROFILE_NAME);
}

/**
 * Whether a browser runs on this profile. Its lock is a file on Windows, gone with the browser;
 * elsewhere a link to `computer-pid`, which a browser that was killed leaves behind.
 * @param {string} profile
 */
function inUse(profile) {
  try {
    if (process.platform === 'win32') return existsSync(path.join(profile, 'lockfile'));
    const lock = readlinkSync(path.join(profile, 'SingletonLock'));
    return process.kill(Number(lock.slice(lock.lastIndexOf('-') + 1)), 0);
  } catch {
    return false;
  }
}
