import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { backupsPage } from '../support/pages/backups.ts';
import { entryPage } from '../support/pages/entry.ts';
import { expect, test, userDataIn } from '../support/shell.ts';

test('a backup that is opened in the system is shown, and restored when the writer says so', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  const page = pageOf(first.windows());
  await write(page, 'Before');
  await backupsPage(page).open();
  await backupsPage(page).backUpButton.click();
  await expect(page.getByText('Backed up and verified: 1 entry.')).toBeVisible();
  const kept = path.join(userDataIn(folder), 'Backups');
  const [name = ''] = await readdir(kept);
  const file = path.join(kept, name);
  await first.close();

  // The system starts the app with it.
  const host = await launch({ args: [file] });
  const again = pageOf(host.windows());
  const { dialog, tally, way, restore } = backupsPage(again);
  await expect(tally).toHaveText('0 added, 0 changed, 0 removed');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await write(again, 'After');

  // Or it hands it to the app that runs.
  expect(await host.startAgain([path.relative(process.cwd(), file)])).toBe(0);
  await way('Whole').check();
  await expect(tally).toHaveText('0 added, 0 changed, 1 removed');
  // A second one does not push the first aside.
  expect(await host.startAgain([file])).toBe(0);
  await expect(again.getByText('A restore is under way.')).toBeVisible();
  await restore();
  await expect(again.getByText(/^Restored: .* 1 put into the trash$/)).toBeVisible();

  // A Mac says so by an event.
  await host.evaluate(({ app }, file) => {
    app.emit('open-file', { preventDefault() {} }, file);
  }, `${file}.gone.staffjournal`);
  await expect(dialog.getByRole('alert')).toContainText('cannot be read');
});

function pageOf([page]: readonly Page[]): Page {
  if (page === undefined) throw new Error('The app has no window');
  return page;
}

async function write(page: Page, title: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Journal' })
    .click();
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill(title);
  await entry.saved();
}
