import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.mjs';
import { expect, test } from '../support/shell.ts';

/** Each of these names a place where journals lie. Changing one hides every entry in them. */
test('keeps the names that journals are stored under', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  const names = await host.evaluate(({ app, BrowserWindow }) => ({
    name: app.getName(),
    folder: app.getPath('userData').replace(app.getPath('appData'), ''),
    address: BrowserWindow.getAllWindows()[0]?.webContents.getURL(),
  }));
  expect(names).toEqual({
    name: 'Staff Journal',
    folder: `${path.sep}Staff Journal`,
    address: 'app://journal/',
  });
});

test('keeps the names that systems know the app by', async () => {
  const builder = await readFile(path.join(ROOT, 'electron-builder.yml'), 'utf8');
  expect(builder).toMatch(/^appId: app\.staffjournal\.desktop$/m);
  expect(builder).toMatch(/^productName: Staff Journal$/m);
});
