// @ts-check
import { HOW_TO_INSTALL, needBrowser } from './browser.mjs';
import { runCounted } from './counted.mjs';
import { fail } from './fail.mjs';
import { installPackages } from './prepare.mjs';
import { programOf, run } from './programs.mjs';

/**
 * `npm test`: lint, types, and every test; `npm test -- tests/unit` and the like: those tests
 * alone. Either way no test has a network, and what tries to leave is counted (counted.mjs).
 * `npm run bench`: the measurements. `npm run torture`: what kills the app again and again.
 */
const args = process.argv.slice(2);
const long = ['bench', 'torture'].find((name) => name === args[0]);

installPackages();
const browser = (await needBrowser()) ?? fail(HOW_TO_INSTALL);
process.env.CHROMIUM_PATH = browser.path;

if (args.length === 0) {
  check('Lint', '@biomejs/biome', 'bin/biome', ['ci', '.']);
  check('Types', 'typescript', 'bin/tsc', ['-b']);
}
const playwright = programOf('@playwright/test', 'cli.js');
if (long !== undefined) {
  process.env.STAFF_JOURNAL_LONG = long;
  process.exitCode = run([...playwright, 'test', `--project=${long}`, ...args.slice(1)]);
} else {
  process.exitCode = await runCounted([...playwright, 'test', ...args], browser);
}

/**
 * @param {string} title
 * @param {string} name
 * @param {string} file
 * @param {readonly string[]} args
 */
function check(title, name, file, args) {
  if (run([...programOf(name, file), ...args]) === 0) return;
  console.error(`${title}: see above. No test has run.`);
  fail('0 passed, 1 failed');
}
