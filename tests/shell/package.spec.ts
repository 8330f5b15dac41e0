import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { extractAll, getRawHeader, listPackage } from '@electron/asar';
import { parse } from 'yaml';
import { DIST, ROOT } from '../../scripts/paths.mjs';
import { expect, test } from '../support/package.ts';
import { readFuses } from '../support/stub-runtime.ts';

test.describe.configure({ mode: 'default' });
test.skip(DIST !== path.join(ROOT, 'dist'), 'only dist/ is packaged');

/** As the shell's security rests on them, in the order in which Electron's program keeps them. */
const FUSES = {
  runAsNode: false,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

test('ships what was built, and nothing else', async ({ packaged }) => {
  const built = await readdir(path.join(DIST, 'page'), { recursive: true, withFileTypes: true });
  const page = built
    .filter((file) => file.isFile())
    .map((file) => path.relative(DIST, path.join(file.parentPath, file.name)))
    .map((file) => file.replaceAll(path.sep, '/'));
  expect(page.filter((file) => !/\.(css|html|js|svg|wasm)$/.test(file))).toEqual([]);
  const shell = [
    'electron/main.js',
    'electron/preload.cjs',
    'electron/tray.png',
    'electron/tray@2x.png',
    'electron/trayTemplate.png',
    'electron/trayTemplate@2x.png',
    'page.json',
  ];
  const expected = [...page, ...shell].map((file) => `dist/${file}`).concat('package.json');
  expect(filesIn(packaged.linux.asar)).toEqual(expected.sort());
  expect(filesIn(packaged.windows.asar)).toEqual(expected.sort());
});

test('has its fuses set, in what it ships as in what it is made from', async ({ packaged }) => {
  const names = Object.keys(FUSES);
  expect(readFuses(await readFile(packaged.linux.program), names)).toEqual(FUSES);
  expect(readFuses(await readFile(packaged.windows.program), names)).toEqual(FUSES);
  const builder: unknown = parse(await readFile(path.join(ROOT, 'electron-builder.yml'), 'utf8'));
  expect(builder).toHaveProperty('electronFuses', { ...FUSES, resetAdHocDarwinSignature: true });
});

test('runs from an archive that it knows by its hash, and looks for no update', async ({
  packaged,
}) => {
  const header = getRawHeader(packaged.windows.asar).headerString;
  const value = createHash('sha256').update(header).digest('hex');
  // Written for Windows and macOS; Electron on Linux does not look.
  const known = JSON.stringify([{ file: 'resources\\app.asar', alg: 'SHA256', value }]);
  expect((await readFile(packaged.windows.program)).includes(known)).toBe(true);

  const builder: unknown = parse(await readFile(path.join(ROOT, 'electron-builder.yml'), 'utf8'));
  expect(builder).toMatchObject({ asar: true, publish: null });
  expect(builder).not.toHaveProperty('disableAsarIntegrity');
});

test('starts from what is in the package, shut to DevTools, and keeps what is written', async ({
  packaged,
  folder,
  launch,
}) => {
  test.slow();
  const inside = path.join(folder, 'inside');
  extractAll(packaged.linux.asar, inside);
  const main = path.join(inside, 'dist', 'electron', 'main.js');
  // Electron's own word for a runtime that is not the app's own program.
  const build = { main, env: { ELECTRON_FORCE_IS_PACKAGED: '1' } };

  const host = await launch(build);
  const [page] = host.windows();
  if (page === undefined) throw new Error('The app has no window');
  const shut = await host.evaluate(({ app, BrowserWindow }) => {
    // Electron has this method, but its typings do not.
    const contents: unknown = BrowserWindow.getAllWindows()[0]?.webContents;
    const { devTools } = (
      contents as { getLastWebPreferences(): Electron.WebPreferences }
    ).getLastWebPreferences();
    return { packaged: app.isPackaged, devTools };
  });
  expect(shut).toEqual({ packaged: true, devTools: false });
  await page.getByRole('button', { name: 'New entry' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Shipped the first package');
  await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
  await host.close();

  const [reopened] = (await launch(build)).windows();
  if (reopened === undefined) throw new Error('The app has no window');
  const entries = reopened.getByRole('region', { name: 'Entries' });
  await expect(entries.getByText('Shipped the first package')).toBeVisible();
});

function filesIn(asar: string): string[] {
  // The list has the folders too: whatever others begin with.
  const names = listPackage(asar, { isPack: false }).map((name) => name.replaceAll(path.sep, '/'));
  return names
    .filter((name) => !names.some((other) => other.startsWith(`${name}/`)))
    .map((name) => name.slice(1))
    .sort();
}
