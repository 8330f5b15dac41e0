// @ts-check
import { mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The environment that makes a program keep what is its user's in this folder. No more than that
 * is moved: on a Mac with another HOME there would be no keychain.
 * @param {string} folder
 * @returns {Record<string, string>}
 */
export function userFolder(folder) {
  if (process.platform === 'darwin') {
    return { CFFIXED_USER_HOME: made(folder, 'Library', 'Application Support') && folder };
  }
  if (process.platform === 'win32') {
    const APPDATA = made(folder, 'AppData', 'Roaming');
    const LOCALAPPDATA = made(folder, 'AppData', 'Local');
    // Windows itself asks for the first, and finds the others below it only when they are there.
    return { USERPROFILE: folder, APPDATA, LOCALAPPDATA };
  }
  return { XDG_CONFIG_HOME: made(folder) };
}

/** @param {string[]} parts */
function made(...parts) {
  const folder = path.join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
