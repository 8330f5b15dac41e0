import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { headerIn } from '../../backup-rules/header.ts';
import { backupName } from '../../backup-rules/name.ts';
import { outdated } from '../../backup-rules/rotation.ts';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { FOLDER, folderOf, reloadWith, stubPicker } from '../support/granted-folder.ts';
import { backupsPage } from '../support/pages/backups.ts';
import { entryPage } from '../support/pages/entry.ts';

const TEN_MINUTES = 10 * 60_000;
/** FROZEN: what keeps the folder from one session to the next. */
const DATABASE = 'staff-journal-backup-folder';

test('a folder that the writer grants takes backups by themselves, and is there after a restart', async ({
  page,
}) => {
  await stubPicker(page);
  await page.clock.install();
  await write(page, 'Untangled the release train');
  const backups = backupsPage(page);
  await backups.open();
  await expect(backups.section).toContainText('None. In a folder of your choice');
  expect(await databases(page), 'nothing is made for who chooses none').not.toContain(DATABASE);
  expect(await axeViolations(page)).toEqual([]);

  const folder = folderOf(page);
  await button(page, 'Choose folder…').click();
  await expect(backups.section).toContainText(', 1 entry.');
  await expect(backups.section).toContainText('restored and compared, all is there');
  await expect(button(page, 'Choose folder…')).toBeFocused();
  const [first = ''] = await folder.names();
  expect(headerIn(Uint8Array.from(await folder.bytes(first)))?.entries).toBe(1);
  expect(await databases(page)).toContain(DATABASE);
  expect(await axeViolations(page)).toEqual([]);

  await write(page, 'Wrote the runbook');
  await expect
    .poll(async () => {
      await page.clock.fastForward(TEN_MINUTES);
      return (await folder.names()).length;
    })
    .toBe(2);

  await page.reload();
  await backups.open();
  await expect(backups.section).toContainText(FOLDER);
  await expect(backups.section).toContainText(', 2 entries.');
  await backups.restoreButton.click();
  await backups.dialog.getByRole('combobox', { name: 'Backup' }).selectOption(first);
  await backups.dialog.getByRole('button', { name: 'Continue' }).click();
  await backups.way('Whole').check();
  await expect(backups.tally).toHaveText('0 added, 0 changed, 1 removed');
});

test('what need not stay is removed, and nothing that is not a backup of this journal', async ({
  page,
}) => {
  await stubPicker(page);
  await write(page, 'Untangled the release train');
  const backups = backupsPage(page);
  await backups.open();
  const downloading = page.waitForEvent('download');
  await backups.backUpButton.click();
  const own = headerIn(await readFile(await (await downloading).path()));
  if (own === null) throw new Error('no header');

  const older = Array.from({ length: 60 }, (_, index) => {
    const made = new Date(2025, 0, 5 + index, 9);
    return { made, name: backupName(made), bytes: headerBytes(own.journal, made, 100) };
  });
  const made = new Date(2025, 0, 5, 10);
  const other = '0198a5e2-7b1c-4c0a-9d3e-2f1b8a6c4d5e';
  const strangers: [string, number[]][] = [
    [backupName(made), headerBytes(other, made, 1)],
    [backupName(made, 2), [...Buffer.from('JPEG, really')]],
    ['notes.txt', [...Buffer.from('mine')]],
  ];
  const folder = folderOf(page);
  await folder.put([
    ...older.map(({ name, bytes }) => [name, bytes] as [string, number[]]),
    ...strangers,
  ]);

  await button(page, 'Choose folder…').click();
  await expect(backups.section.getByRole('alert')).toContainText('had 100 entries and has 1 entry');
  expect(await folder.names(), 'none goes from a journal that has shrunk').toHaveLength(64);
  await backups.section.getByRole('button', { name: 'This is right' }).click();
  await expect(backups.section.getByRole('alert')).toBeHidden();
  await backups.backUpButton.click();
  await expect.poll(async () => (await folder.names()).length).toBeLessThan(64);
  await expect(page.getByText('Backed up and verified: 1 entry.').last()).toBeVisible();

  const names = await folder.names();
  const before = [...older.map(({ name }) => name), ...strangers.map(([name]) => name)];
  const made2 = names.filter((name) => !before.includes(name));
  expect(made2).toHaveLength(2);
  const all = [
    ...older.map(({ name, made }) => ({ name, made: made.getTime(), day: name.slice(14, 24) })),
    ...made2.map((name, index) => ({ name, made: Date.now() + index, day: name.slice(14, 24) })),
  ];
  const gone = outdated(all);
  expect(gone.length).toBeGreaterThan(20);
  const kept = [...all.map(({ name }) => name).filter((name) => !gone.includes(name))];
  expect(names).toEqual([...kept, ...strangers.map(([name]) => name)].sort());
});

test('a backup that is cut short, or not in the folder as it was made, does not count and does not stay', async ({
  page,
}) => {
  await stubPicker(page);
  await write(page, 'Untangled the release train');
  const backups = backupsPage(page);
  await backups.open();
  await button(page, 'Choose folder…').click();
  await expect(backups.section).toContainText('restored and compared, all is there');
  const folder = folderOf(page);
  const [first = ''] = await folder.names();

  await page.evaluate(() => {
    FileSystemFileHandle.prototype.createWritable = () => new Promise(() => {});
  });
  await backups.backUpButton.click();
  await expect.poll(folder.names, 'the window is closed while it is written').toHaveLength(2);
  await page.reload();
  await page.evaluate(() => {
    const { createWritable } = FileSystemFileHandle.prototype;
    FileSystemFileHandle.prototype.createWritable = async function () {
      const real = await createWritable.call(this);
      // A drive that says it has written what it has not.
      const lying = new WritableStream<Uint8Array<ArrayBuffer>>({
        write: (bytes) => real.write(bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte))),
        close: () => real.close(),
      });
      return lying as FileSystemWritableFileStream;
    };
  });
  await backups.open();
  await backups.backUpButton.click();
  await expect(backups.section.getByRole('alert')).toContainText(
    'The last backup could not be made. The file cannot be written there.',
  );
  expect(await folder.names()).toEqual([first]);
});

test('backups wait for a folder that the browser asks for again, and the writer hears where it is', async ({
  page,
}) => {
  await stubPicker(page);
  await write(page, 'Untangled the release train');
  const backups = backupsPage(page);
  await backups.open();
  await button(page, 'Choose folder…').click();
  await expect(backups.section).toContainText('restored and compared, all is there');
  const folder = folderOf(page);

  await write(page, 'Closed before it was in a backup');
  await reloadWith(page, 'prompt');
  const toast = page.locator('.toast', { hasText: 'Backups wait for their folder' });
  await toast.getByRole('button', { name: 'Allow' }).click();
  await expect.poll(folder.names).toHaveLength(2);

  await write(page, 'Written while they wait');
  await reloadWith(page, 'prompt');
  await expect(toast).toBeVisible();
  await backups.open();
  await expect(backups.section.getByRole('status')).toContainText('Backups wait for their folder');
  expect(await axeViolations(page)).toEqual([]);
  expect(await folder.names()).toHaveLength(2);
  await button(page, 'Allow').click();
  await expect(backups.section).toContainText(', 3 entries.');
  await expect(button(page, 'Choose folder…')).toBeFocused();
  expect(await folder.names()).toHaveLength(3);

  await reloadWith(page, 'denied');
  await backups.open();
  const alert = backups.section.getByRole('alert');
  await expect(alert).toContainText('The browser keeps backups out of their folder');
  await expect(button(page, 'Allow')).toBeHidden();

  await reloadWith(page, 'granted');
  await folder.remove();
  await backups.open();
  await expect(alert).toContainText('The folder of the backups is not there');
  expect(await axeViolations(page)).toEqual([]);
  const downloading = page.waitForEvent('download');
  await backups.backUpButton.click();
  expect((await downloading).suggestedFilename()).toContain('.staffjournal');
  await expect(page.getByText('It was downloaded, as its folder takes none now.')).toBeVisible();
  expect(await folder.names(), 'a folder that is gone is not made anew').toEqual([]);
  await button(page, 'Stop using it').click();
  await expect(backups.section).toContainText('Your browser downloads it');
  await expect(button(page, 'Choose folder…')).toBeFocused();
});

test('a browser that grants no folders offers none', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showDirectoryPicker'));
  await page.reload();
  const backups = backupsPage(page);
  await backups.open();
  await expect(backups.section).toContainText('Your browser downloads it');
  await expect(button(page, 'Choose folder…')).toBeHidden();
});

const button = (page: Page, name: string) =>
  backupsPage(page).section.getByRole('button', { name });

async function write(page: Page, title: string): Promise<void> {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill(title);
  await entry.saved();
  await entry.close();
}

async function databases(page: Page): Promise<(string | undefined)[]> {
  return page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
}

/** What a backup of so many entries begins with; what the rest says is nothing to rotation. */
function headerBytes(journalId: string, made: Date, entries: number): number[] {
  const header = { version: 1, made: made.toISOString(), entries, seq: 0, header: { journalId } };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return [...Buffer.from('SJBACK01'), ...length, ...text];
}
