// @ts-check
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'vite';
import { DRAWING, drawTray } from './icons.mjs';
import { DIST, ROOT, TEST_DIST } from './paths.mjs';
import { headersOf } from './policy.mjs';

/** Builds the app into `dist/`: the page, the list of its files to serve, and the Electron shell. */
export async function bundleApp() {
  await bundlePage('renderer', 'index.html', DIST, [DRAWING]);
  await bundleForElectron('main.ts', 'main.js', 'es');
  // A sandboxed preload can be no ES module and can load no file beside it.
  await bundleForElectron('preload.ts', 'preload.cjs', 'cjs');
  await drawTray(path.join(DIST, 'electron'));
}

/** Builds the page on which tests talk to the engine without any screen. */
export async function bundleEnginePage() {
  await bundlePage('tests/support', 'engine-page.html', TEST_DIST);
}

/**
 * @param {string} root the folder of the page, below the repository's
 * @param {string} html
 * @param {string} folder receives `page/` and `page.json`
 * @param {readonly string[]} copied files that the page names but does not import
 */
async function bundlePage(root, html, folder, copied = []) {
  const outDir = path.join(folder, 'page');
  await build({
    configFile: path.join(ROOT, 'vite.config.ts'),
    root: path.join(ROOT, root),
    logLevel: 'warn',
    build: { outDir, rolldownOptions: { input: path.join(ROOT, root, html) } },
  });
  for (const file of copied) await copyFile(file, path.join(outDir, path.basename(file)));
  await writeFile(path.join(folder, 'page.json'), await listOf(outDir, html));
}

/**
 * What both hosts serve, and nothing else: URL path -> file beside the list, and its headers.
 * @param {string} page
 * @param {string} html
 */
async function listOf(page, html) {
  const found = await readdir(page, { recursive: true, withFileTypes: true });
  const files = found
    .filter((file) => file.isFile())
    .map((file) => path.relative(page, path.join(file.parentPath, file.name)))
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort();
  const list = files.map((file) => [
    file === html ? '/' : `/${file}`,
    { file: `page/${file}`, headers: headersOf(file) },
  ]);
  return `${JSON.stringify(Object.fromEntries(list), null, 2)}\n`;
}

/**
 * @param {string} entry
 * @param {string} output
 * @param {'es' | 'cjs'} format
 */
async function bundleForElectron(entry, output, format) {
  await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: path.join(DIST, 'electron'),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: path.join(ROOT, 'electron', entry),
        external: ['electron', /^electron\//, /^node:/, ...builtinModules],
        output: { format, entryFileNames: output, codeSplitting: false },
      },
    },
  });
}
