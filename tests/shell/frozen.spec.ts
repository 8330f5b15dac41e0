import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/paths.mjs';
import { bucketNames, placeOfStore } from '../support/raw-store.ts';
import { expect, test, userDataIn } from '../support/shell.ts';

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
  await expect
    .poll(async () => {
      await placeOfStore(page);
      const databases = await page.evaluate(async () => (await window.storePlace()).databases());
      return [await bucketNames(page), databases.map(({ name }) => name)];
    })
    .toEqual([['journal-1'], ['staff-journal']]);
});

test('keeps the folder and the names of backups', async ({ page, folder }) => {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  const kept = path.join(userDataIn(folder), 'Backups');
  await expect
    .poll(() => readdir(kept).catch(() => []))
    .toEqual([
      expect.stringMatching(/^Staff Journal \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.staffjournal$/),
    ]);
});

test('keeps the names that systems know the app by', async () => {
  const manifest: unknown = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({
    name: 'staff-journal',
    productName: 'Staff Journal',
    desktopName: 'app.staffjournal.desktop',
  });
  const builder: unknown = parse(await readFile(path.join(ROOT, 'electron-builder.yml'), 'utf8'));
  expect(builder).toMatchObject({
    appId: 'app.staffjournal.desktop',
    productName: 'Staff Journal',
    fileAssociations: [
      {
        ext: 'staffjournal',
        name: 'Staff Journal backup',
        mimeType: 'application/x-staff-journal-backup',
      },
    ],
    // Or Linux would know the installed app by another name than its windows.
    linux: { syncDesktopName: true },
  });
});
