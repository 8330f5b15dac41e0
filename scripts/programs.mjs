// @ts-check
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * The command that runs a package's program.
 * @param {string} name
 * @param {string} file
 * @returns {[string, string]}
 */
export function programOf(name, file) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return [process.execPath, path.join(path.dirname(manifest), file)];
}

/**
 * Runs a command as if typed in the repository's folder; answers its exit code.
 * @param {[string, ...string[]]} command
 */
export function run([file, ...args]) {
  const { status } = spawnSync(file, args, { cwd: ROOT, stdio: 'inherit' });
  return status ?? 1;
}
