// @ts-check
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * Runs a package's program as if typed in the repository's folder; answers its exit code.
 * @param {string} name
 * @param {string} file the program, below the package's folder
 * @param {readonly string[]} args
 */
export function runPackage(name, file, args) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  const program = path.join(path.dirname(manifest), file);
  const { status } = spawnSync(process.execPath, [program, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  return status ?? 1;
}
