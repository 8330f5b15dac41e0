import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { headerIn } from '../../backup-rules/header.ts';
import { entryIn, readBackup } from '../../renderer/engine/backup.ts';
import { importKey } from '../../renderer/engine/keys.ts';
import { axeViolations } from '../support/axe.ts';
import type { Host } from '../support/host.ts';
import { backupsPage } from '../support/pages/backups.ts';
import { entryPage } from '../support/pages/entry.ts';
import { protectionPage } from '../support/pages/protection.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { expect, test, userDataIn } from '../support/shell.ts';

/** FROZEN: where people's backups lie. */
const backupsIn = (folder: string) => path.join(userDataIn(folder), 'Backups');
const NAME = /^Staff Journal \d{4}-\d\d-\d\d \d\d-\d\d-\d\d( \(\d+\))?\.staffjournal$/;

const TEN_MINUTES = 10 * 60_000;

test('ten minutes after a change there is a verified backup, and none without a change', async ({
  page,
  folder,
}) => {
  await page.clock.install();
  await write(page, 'Untangled the release train');
  expect(await names(backupsIn(folder))).toEqual([]);
  await expect
    .poll(async () => {
      await page.clock.fastForward(TEN_MINUTES);
      return (await names(backupsIn(folder))).length;
    })
    .toBe(1);
  expect(await titlesIn(backupsIn(folder))).toEqual([['Untangled the release train']]);
  const backups = backupsPage(page);
  await backups.open();
  await expect(backups.section).toContainText('1 entry. In this app’s data folder');
  // Its first trial has come with it.
  await expect(backups.section).toContainText('restored and compared, all is there');
  await page.clock.fastForward(6 * TEN_MINUTES);
  expect(await names(backupsIn(folder))).toHaveLength(1);
});

test('what was written last is in a backup when the app has quit, or once it is started again', async ({
  host,
  page,
  folder,
  launch,
}) => {
  await write(page, 'Typed and closed at once');
  await host.evaluate(({ app }) => app.quit());
  expect(await host.exited).toBe(0);
  // A slow machine may have no time left at quit.
  await launch();
  await expect.poll(() => names(backupsIn(folder))).toHaveLength(1);
  expect(await titlesIn(backupsIn(folder))).toEqual([['Typed and closed at once']]);
});

test('`Back up now` is kept in both folders, and one of the list can be restored', async ({
  host,
  page,
  folder,
}) => {
  const { backups, second } = await withSecondFolder(host, page, folder);
  await backups.backUpButton.click();
  await expect(page.getByText('Backed up and verified: 1 entry.')).toBeVisible();
  const [name = ''] = await names(backupsIn(folder));
  expect(name).toMatch(NAME);
  expect(await names(second)).toEqual([name]);
  expect(await readFile(path.join(second, name))).toEqual(
    await readFile(path.join(backupsIn(folder), name)),
  );
  expect(await axeViolations(page)).toEqual([]);

  await write(page, 'After');
  await backups.open();
  await backups.restoreButton.click();
  await expect(backups.dialog.getByRole('combobox', { name: 'Backup' })).toHaveValue(name);
  expect(await axeViolations(page)).toEqual([]);
  await backups.dialog.getByRole('button', { name: 'Continue' }).click();
  await backups.way('Whole').check();
  await expect(backups.tally).toHaveText('0 added, 0 changed, 1 removed');
  await backups.restore();
  await expect(page.getByText(/^Restored: .* 1 put into the trash$/)).toBeVisible();
  // One of what was there has been made before.
  expect((await titlesIn(backupsIn(folder))).map((titles) => titles.sort())).toEqual([
    ['Before'],
    ['After', 'Before'],
  ]);
});

test('a second folder that is gone is told, and does not keep the first from being written', async ({
  host,
  page,
  folder,
}) => {
  const { backups, second } = await withSecondFolder(host, page, folder);
  await rename(second, `${second}, unplugged`);
  await backups.backUpButton.click();
  await expect(
    page.getByText(/^Backed up and verified: 1 entry\. The second folder/),
  ).toBeVisible();
  await expect(backups.section.getByRole('alert')).toContainText('in one folder only');
  expect(await names(backupsIn(folder))).toHaveLength(1);
  expect(await readdir(folder)).not.toContain('second');
});

test('readable backups in a second folder that is unplugged are told of until they are gone', async ({
  host,
  page,
  folder,
}) => {
  const { backups, second } = await withSecondFolder(host, page, folder);
  await backups.backUpButton.click();
  await expect(page.getByText('Backed up and verified: 1 entry.')).toBeVisible();
  expect(await names(second)).toHaveLength(1);
  await rename(second, `${second}, unplugged`);
  const protection = protectionPage(page);
  const { privacy } = settingsPage(page);
  await privacy.getByRole('button', { name: 'Set a passphrase…' }).click();
  await protection.choose('tepid lantern quarry mosaic');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Not now' }).click();
  const exposed = protection.dialog('Backups from before');
  await exposed.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('1 backup deleted. The second folder could not')).toBeVisible();
  await expect(backups.section).toContainText(`may have some still: ${second}`);
  expect(await axeViolations(page)).toEqual([]);

  await rename(`${second}, unplugged`, second);
  await backups.section.getByRole('button', { name: 'Delete them…' }).click();
  await exposed.getByRole('button', { name: 'Delete them' }).click();
  await expect(page.getByText('1 backup deleted.', { exact: true })).toBeVisible();
  await expect(backups.section.getByRole('button', { name: 'Delete them…' })).toBeHidden();
  for (const name of await names(second)) {
    const bytes = await readFile(path.join(second, name));
    expect(headerIn(bytes)?.readable).toBe(false);
  }
});

test('where no backup can be made the writer is told, and asked before a restore', async ({
  page,
  folder,
}) => {
  await write(page, 'Before');
  const backups = backupsPage(page);
  await backups.open();
  await backups.backUpButton.click();
  await expect(page.getByText('Backed up and verified: 1 entry.')).toBeVisible();
  await write(page, 'After');
  const kept = backupsIn(folder);
  const [name = ''] = await names(kept);
  const good = await readFile(path.join(kept, name));
  await backups.open();
  await backups.restoreButton.click();
  await backups.dialog.getByRole('button', { name: 'Continue' }).click();
  await backups.way('Whole').check();
  // A file where the folder should be takes none, whoever asks.
  await rename(kept, `${kept}, away`);
  await writeFile(kept, '');
  await backups.dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  const asking = page.getByRole('dialog', { name: 'No backup could be made' });
  await expect(asking.getByRole('alert')).toContainText('cannot be written');
  expect(await axeViolations(page)).toEqual([]);
  await asking.getByRole('button', { name: 'Cancel' }).click();
  await expect(backups.tally).toHaveText('0 added, 0 changed, 1 removed');
  await backups.dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await asking.getByRole('button', { name: 'Go on without one' }).click();
  await expect(page.getByText(/^Restored: .* 1 put into the trash$/)).toBeVisible();
  await expect(backups.section.getByRole('alert')).toContainText('could not be made');
  expect(await readFile(path.join(`${kept}, away`, name))).toEqual(good);
});

test('the weekly check finds a backup that has rotted, says so, and makes another one', async ({
  host,
  page,
  folder,
  launch,
}) => {
  await write(page, 'Untangled the release train');
  const backups = backupsPage(page);
  await backups.open();
  await backups.backUpButton.click();
  await expect(page.getByText('Backed up and verified: 1 entry.')).toBeVisible();
  await host.close();
  const [name = ''] = await names(backupsIn(folder));
  const file = path.join(backupsIn(folder), name);
  const bytes = await readFile(file);
  bytes[bytes.length - 200] = (bytes[bytes.length - 200] ?? 0) ^ 1;
  await writeFile(file, bytes);

  const [reopened = page] = (await launch()).windows();
  await expect(reopened.getByText(/did not pass its weekly check/)).toBeVisible();
  await backupsPage(reopened).open();
  await expect(backupsPage(reopened).section).toContainText('restored and compared, all is there');
  expect(await names(backupsIn(folder))).toHaveLength(2);
  expect(await readFile(file), 'the rotten one is left for whoever can mend it').toEqual(bytes);
});

test('a journal that has shrunk keeps all its backups until the writer agrees', async ({
  host,
  page,
  folder,
}) => {
  const keep = (entries: number, minute: number) =>
    page.evaluate(
      async ([entries, minute]) => {
        const header = {
          version: 1,
          made: new Date(Date.UTC(2026, 0, 5, 8, minute)).toISOString(),
          entries,
          seq: 1,
          header: { journalId: '0198a5e2-7b1c-4c0a-9d3e-2f1b8a6c4d5e' },
        };
        const text = new TextEncoder().encode(JSON.stringify(header));
        const bytes = new Uint8Array(12 + text.length);
        bytes.set(new TextEncoder().encode('SJBACK01'));
        new DataView(bytes.buffer).setUint32(8, text.length, true);
        bytes.set(text, 12);
        const bridge = window.staffJournalBridge;
        const number = (await bridge?.beginBackup()) ?? 0;
        await bridge?.addToBackup(number, bytes);
        return bridge?.keepBackup(number);
      },
      [entries, minute] as const,
    );
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  for (let minute = 0; minute < 12; minute++) {
    expect(await keep(100, minute)).toEqual({ first: 'kept', second: null, shrunk: null });
  }
  // Of one day the ten latest.
  expect(await names(backupsIn(folder))).toHaveLength(10);
  for (let minute = 12; minute < 16; minute++) {
    expect(await keep(80, minute)).toMatchObject({ shrunk: { from: 100, to: 80 } });
  }
  expect(await names(backupsIn(folder))).toHaveLength(14);
  const backups = backupsPage(page);
  await backups.open();
  await expect(backups.section.getByRole('alert')).toContainText('had 100 entries and has 80');
  await backups.section.getByRole('button', { name: 'This is right' }).click();
  await expect(backups.section.getByRole('alert')).toBeHidden();
  expect(await keep(79, 16)).toMatchObject({ shrunk: null });
  expect(await names(backupsIn(folder))).toHaveLength(10);
  expect(await host.evaluate(({ app }) => app.getName())).toBe('Staff Journal');
});

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

function answerFolder(host: Host, chosen: string): Promise<void> {
  return host.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, chosen);
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.')).sort();
}

/** The titles in each backup of a folder, oldest first, read as the engine reads them. */
async function titlesIn(folder: string): Promise<string[][]> {
  const read = (await names(folder)).map(async (name) => {
    expect(name).toMatch(NAME);
    const { about, rows } = await readBackup(new Blob([await readFile(path.join(folder, name))]));
    if (about.header.version !== 1) throw new Error('protected');
    const key = await importKey(about.header.key);
    const titles: string[] = [];
    for await (const some of rows()) {
      for (const row of some) titles.push((await entryIn(about, key, row)).title);
    }
    return titles;
  });
  return Promise.all(read);
}

/** A journal of one entry, `Before`, whose backups go into a second folder too; Settings are open. */
async function withSecondFolder(host: Host, page: Page, folder: string) {
  const second = path.join(folder, 'second');
  await mkdir(second);
  await write(page, 'Before');
  const backups = backupsPage(page);
  await backups.open();
  await answerFolder(host, second);
  await backups.section.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(backups.section).toContainText(second);
  return { backups, second };
}
