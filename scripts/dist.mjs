// @ts-check
import path from 'node:path';
import { needElectron } from './electron.mjs';
import { fail } from './fail.mjs';
import { DIST } from './paths.mjs';
import { installPackages, prepare } from './prepare.mjs';
import { programOf, run } from './programs.mjs';

/**
 * `npm run dist`: packages the app for the machine it runs on, into `release/`. What follows `--`
 * goes to electron-builder, such as `--linux dir --config.electronDist=<an unpacked runtime>`.
 */
const args = process.argv.slice(2);
const hasRuntime = args.some((arg) => arg.startsWith('--config.electronDist='));

installPackages();
if (!hasRuntime && (await needElectron()) === null) {
  fail(
    "Nothing was packaged: Electron's runtime is not installed and cannot be fetched from here. Try again where it can, or name an unpacked one: npm run dist -- --config.electronDist=<folder>",
  );
}
await prepare();
// Only now: what draws them is one of the packages that may just have been installed.
const { drawIcons } = await import('./icons.mjs');
await drawIcons(path.join(DIST, 'icons'));
if (run([...programOf('electron-builder', 'cli.js'), ...args]) !== 0) {
  fail(
    'The app was not packaged in full: see above. The tools that make installers are fetched when they are first used; `npm run dist -- --dir` needs none.',
  );
}
