// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { onStop } from './host.mjs';
import { ROOT } from './paths.mjs';

/** What a root user must add, for whom Chromium has no sandbox. */
export const AS_ROOT =
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

const PACKAGE = path.join(ROOT, 'node_modules', 'electron');

/** How long a machine without a way out is kept waiting, and how long a slow one may take. */
const PROBE_MS = 4000;
const DOWNLOAD_MS = 10 * 60_000;

/**
 * Electron's program, fetched when it is missing and can be; null otherwise.
 * @returns {Promise<string | null>}
 */
export async function needElectron() {
  const found = findElectron();
  if (found !== null) return found;
  if (!(await reachable())) return null;
  console.log("Fetching Electron's runtime…");
  // It honours a mirror, a proxy and a cache of its own.
  const install = path.join(PACKAGE, 'install.js');
  spawnSync(process.execPath, [install], { stdio: 'inherit', timeout: DOWNLOAD_MS });
  return findElectron();
}

/**
 * Electron's program when its runtime is installed.
 * @returns {string | null}
 */
export function findElectron() {
  const version = path.join(PACKAGE, 'dist', 'version');
  const program = path.join(PACKAGE, 'path.txt');
  if (!existsSync(version) || !existsSync(program)) return null;
  const wanted = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')).version;
  if (readFileSync(version, 'utf8').trim().replace(/^v/, '') !== wanted) return null;
  const file = path.join(PACKAGE, 'dist', readFileSync(program, 'utf8').trim());
  return existsSync(file) ? file : null;
}

async function reachable() {
  const { ELECTRON_MIRROR, npm_config_electron_mirror, ELECTRON_GET_USE_PROXY } = process.env;
  // Only the download itself knows how to ask a proxy.
  if (ELECTRON_GET_USE_PROXY) return true;
  const mirror = npm_config_electron_mirror ?? ELECTRON_MIRROR ?? 'https://github.com/';
  try {
    await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs the app in Electron; resolves with its exit code.
 * @param {string} electron
 * @returns {Promise<number>}
 */
export function runElectron(electron) {
  const child = spawn(electron, [...AS_ROOT, ROOT], { stdio: 'inherit' });
  onStop((signal) => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
