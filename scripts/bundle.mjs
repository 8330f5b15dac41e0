// @ts-check
import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'vite';
import { DRAWING, drawTray } from './icons.mjs';
import { DIST, ROOT, TEST_DIST } from './paths.mjs';
import { headersOf, REFUSAL_HEADERS } from './policy.mjs';

/** Builds the app into `dist/`: its pages, the Electron shell, and the list of files to serve. */
export async function bundleApp() {
  await bundlePages('renderer', ['index.html', 'capture.html'], DIST, [DRAWING]);
  await bundleForElectron('main.ts', 'main.js', 'es');
  // A sandboxed preload can be no ES module and can load no file beside it.
  await bundleForElectron('preload.ts', 'preload.cjs', 'cjs');
  await drawTray(path.join(DIST, 'electron'));
}

/** Builds the page on which tests talk to the engine without any screen. */
export async function bundleEnginePage() {
  await bundlePages('tests/support', ['engine-page.html'], TEST_DIST);
}

/**
 * Each page is a bundle of its own: in chunks shared with another, React would have to be read
 * before the start page's own code could run and open the journal.
 * @param {string} root the folder of the pages, below the repository's
 * @param {readonly string[]} pages their HTML files, the start page first
 * @param {string} folder receives `page/` and `page.json`
 * @param {readonly string[]} copied files that a page names but does not import
 */
async function bundlePages(root, pages, folder, copied = []) {
  const outDir = path.join(folder, 'page');
  for (const [index, html] of pages.entries()) {
    await build({
      configFile: path.join(ROOT, 'vite.config.ts'),
      root: path.join(ROOT, root),
      logLevel: 'warn',
      build: {
        outDir,
        emptyOutDir: index === 0,
        rolldownOptions: { input: path.join(ROOT, root, html) },
      },
    });
  }
  for (const file of copied) await copyFile(file, path.join(outDir, path.basename(file)));
  await writeFile(path.join(folder, 'page.json'), await listOf(outDir, pages[0]));
}

/**
 * What both hosts serve, and nothing else: URL path -> file beside the list, and its headers; and
 * the headers with which they refuse the rest.
 * @param {string} page
 * @param {string | undefined} start the HTML file of the start page
 */
async function listOf(page, start) {
  const found = await readdir(page, { recursive: true, withFileTypes: true });
  const files = found
    .filter((file) => file.isFile())
    .map((file) => path.relative(page, path.join(file.parentPath, file.name)))
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort();
  const served = files.map((file) => [
    file === start ? '/' : `/${file}`,
    { file: `page/${file}`, headers: headersOf(file) },
  ]);
  const list = { served: Object.fromEntries(served), refusal: REFUSAL_HEADERS };
  return `${JSON.stringify(list, null, 2)}\n`;
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
