// @ts-check
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * The program that `npm run dist` has made for this machine, as it was before the installers.
 * @returns {string | null}
 */
export function findPackaged() {
  const program = path.join(ROOT, 'release', programOf(process.platform, process.arch));
  return existsSync(program) ? program : null;
}

/**
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
function programOf(platform, arch) {
  // electron-builder leaves the commonest processor unnamed.
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') return `mac${suffix}/Staff Journal.app/Contents/MacOS/Staff Journal`;
  if (platform === 'win32') return `win${suffix}-unpacked/Staff Journal.exe`;
  return `linux${suffix}-unpacked/staff-journal`;
}
