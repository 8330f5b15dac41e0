// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail } from './fail.mjs';
import { DIST, ROOT, TEST_DIST } from './paths.mjs';

/** Everything that decides what a build contains, below the repository's folder. */
const SOURCES = [
  'assets/icon.svg',
  'electron',
  'renderer',
  'scripts',
  'vite.config.ts',
  'package-lock.json',
];
const TEST_SOURCES = ['engine-page.html', 'engine-page.ts', 'model-journal.ts'].map(
  (name) => `tests/support/${name}`,
);

/**
 * Makes ready what a command needs: the packages, the app's build and, for tests, the engine
 * page's. What is there and up to date is left alone.
 * @param {{ tests?: boolean, rebuild?: boolean }} [options]
 */
export async function prepare({ tests = false, rebuild = false } = {}) {
  installPackages();
  if (tests) {
    const sources = [...SOURCES, ...TEST_SOURCES];
    await keepFresh(TEST_DIST, sources, rebuild, ({ bundleEnginePage }) => bundleEnginePage());
  }
  await keepFresh(DIST, SOURCES, rebuild, ({ bundleApp }) => bundleApp());
}

/**
 * Builds into a folder unless it holds the build of these very sources.
 * @param {string} folder
 * @param {readonly string[]} sources
 * @param {boolean} rebuild
 * @param {(bundler: typeof import('./bundle.mjs')) => Promise<void>} build
 */
async function keepFresh(folder, sources, rebuild, build) {
  const stamp = path.join(folder, '.built');
  const print = fingerprint(sources);
  if (!rebuild && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) return;
  console.log(`Building ${path.relative(ROOT, folder)}…`);
  // A build that fails or is cut short must not pass for the one that was there before.
  rmSync(stamp, { force: true });
  rmSync(path.join(folder, 'page.json'), { force: true });
  // Only now: the bundler is one of the packages that may just have been installed.
  await build(await import('./bundle.mjs'));
  writeFileSync(stamp, print);
}

/** Runs `npm ci` unless what is installed is what the lock file asks for. */
export function installPackages() {
  if (packagesMatch()) return;
  console.log('Installing packages…');
  const command = 'npm ci --no-audit --no-fund --loglevel=error';
  const { status } = spawnSync(command, { cwd: ROOT, stdio: 'inherit', shell: true });
  if (status !== 0) fail('The packages could not be installed: npm ci failed, see above.');
}

/**
 * npm writes down what it installed, last of all: so an install that was cut short, or one from
 * before a pull, differs from the lock file. Packages for other systems are optional and absent.
 */
function packagesMatch() {
  const installed = packagesIn('node_modules/.package-lock.json');
  return Object.entries(packagesIn('package-lock.json')).every(
    ([name, { version, optional, devOptional }]) =>
      name === '' || optional || devOptional || version === installed[name]?.version,
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesIn(lockFile) {
  const file = path.join(ROOT, lockFile);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

/**
 * Names and contents, not times: a checkout touches every file, and a pull may touch none.
 * @param {readonly string[]} sources
 */
function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesIn).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} source a file or folder that may be absent
 * @returns {string[]}
 */
function filesIn(source) {
  const place = path.join(ROOT, source);
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [source];
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(place, name)).isFile());
  return files.map((name) => `${source}/${name}`);
}
