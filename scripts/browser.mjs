// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/** @typedef {{ name: string, path: string }} Browser */

/**
 * A browser that can open the page as an app window: the one asked for, or an installed one.
 * @returns {Browser | null}
 */
export function findBrowser() {
  const asked = process.env.CHROMIUM_PATH ?? process.env.CHROME_PATH;
  if (asked !== undefined && existsSync(asked)) return { name: 'Chromium', path: asked };
  return installed().find((browser) => runs(browser.path)) ?? null;
}

/**
 * The same, but one is installed when there is none and nobody need be asked for that.
 * @returns {Promise<Browser | null>}
 */
export async function needBrowser() {
  return findBrowser() ?? (await playwrights()) ?? (await installBrowser());
}

/**
 * The browser for tests that look at no window: where it is installed, the one without a screen,
 * which starts in half the time.
 * @returns {string | undefined}
 */
export function findHeadless() {
  const headless = inPath(['chromium-headless-shell']).find((file) => existsSync(file));
  return headless ?? findBrowser()?.path;
}

export const HOW_TO_INSTALL =
  'No browser was found and none could be installed: install Chromium, Chrome or Edge and try again, or set CHROMIUM_PATH to one.';

/** @returns {Browser[]} */
function installed() {
  if (process.platform === 'darwin') {
    const names = { Chromium: 'Chromium', Chrome: 'Google Chrome', Edge: 'Microsoft Edge' };
    return ['/Applications', path.join(os.homedir(), 'Applications')].flatMap((folder) =>
      Object.entries(names).map(([name, app]) => ({
        name,
        path: path.join(folder, `${app}.app`, 'Contents', 'MacOS', app),
      })),
    );
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': x86, LOCALAPPDATA } = process.env;
    return [ProgramFiles, x86, LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => [
        { name: 'Chromium', path: path.join(folder, 'Chromium/Application/chrome.exe') },
        { name: 'Chrome', path: path.join(folder, 'Google/Chrome/Application/chrome.exe') },
        { name: 'Edge', path: path.join(folder, 'Microsoft/Edge/Application/msedge.exe') },
      ]);
  }
  return Object.entries({
    Chromium: ['chromium', 'chromium-browser'],
    Chrome: ['google-chrome-stable', 'google-chrome'],
    Edge: ['microsoft-edge-stable', 'microsoft-edge'],
  }).flatMap(([name, commands]) => inPath(commands).map((file) => ({ name, path: file })));
}

/**
 * Where commands of these names would be.
 * @param {readonly string[]} commands
 */
function inPath(commands) {
  const folders = (process.env.PATH ?? '').split(':').concat('/usr/bin', '/snap/bin');
  return commands.flatMap((command) => folders.map((folder) => path.join(folder, command)));
}

/**
 * Ubuntu puts a script in the browser's place that does nothing without the browser's snap.
 * @param {string} file
 */
function runs(file) {
  return existsSync(file) && (!isSnap(file) || existsSync(SNAP));
}

const SNAP = '/snap/bin/chromium';

/**
 * Whether this browser runs confined in a snap, where it cannot see hidden folders.
 * @param {string} file
 */
export function isSnap(file) {
  if (process.platform !== 'linux') return false;
  if (path.basename(realpathSync(file)) === 'snap') return true;
  return spawnSync('head', ['-c', '4096', file], { encoding: 'latin1' }).stdout.includes(SNAP);
}

/**
 * Playwright's own, when it was installed before.
 * @returns {Promise<Browser | null>}
 */
async function playwrights() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return existsSync(file) ? { name: 'Chromium', path: file } : null;
}

/** @returns {Promise<Browser | null>} */
async function installBrowser() {
  console.log('No browser was found: installing Chromium…');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium';
    spawnSync(apt, { env, stdio: ['ignore', 'ignore', 'inherit'], shell: true });
    const browser = findBrowser();
    if (browser !== null) return browser;
  }
  const command = 'npx --no-install playwright install chromium';
  spawnSync(command, { cwd: ROOT, stdio: 'inherit', shell: true, timeout: 10 * 60_000 });
  return playwrights();
}
