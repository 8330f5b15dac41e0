// @ts-check
import { HOW_TO_INSTALL, needBrowser } from './browser.mjs';
import { fail } from './fail.mjs';
import { installPackages } from './prepare.mjs';
import { runPackage } from './run-package.mjs';

/**
 * `npm test`: lint, types, and every test; `npm test -- tests/unit` and the like: those tests
 * alone. `npm run bench`: the measurements.
 */
const args = process.argv.slice(2);
const bench = args[0] === 'bench';

installPackages();
const browser = (await needBrowser()) ?? fail(HOW_TO_INSTALL);
process.env.CHROMIUM_PATH = browser.path;

if (args.length === 0) {
  check('Lint', '@biomejs/biome', 'bin/biome', ['ci', '.']);
  check('Types', 'typescript', 'bin/tsc', ['-b']);
}
if (bench) process.env.STAFF_JOURNAL_BENCH = '1';
const playwright = bench ? ['test', '--project=bench', ...args.slice(1)] : ['test', ...args];
process.exitCode = runPackage('@playwright/test', 'cli.js', playwright);

/**
 * @param {string} title
 * @param {string} name
 * @param {string} file
 * @param {readonly string[]} args
 */
function check(title, name, file, args) {
  if (runPackage(name, file, args) === 0) return;
  console.error(`${title}: see above. No test has run.`);
  fail('0 passed, 1 failed');
}
