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
  const [node, program] = programOf(name, file);
  const { status } = spawnSync(node, [program, ...args], { cwd: ROOT, stdio: 'inherit' });
  return status ?? 1;
}

/**
 * The command that runs a package's program.
 * @param {string} name
 * @param {string} file
 * @returns {[node: string, program: string]}
 */
export function programOf(name, file) {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return [process.execPath, path.join(path.dirname(manifest), file)];
}
