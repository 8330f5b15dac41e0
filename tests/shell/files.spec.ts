import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { SaveOutcome } from '../../electron/bridge.ts';
import type { Host } from '../support/host.ts';
import { expect, testInTurn as test } from '../support/shell.ts';

test('saves a file where the writer says, and nothing beside it', async ({
  host,
  page,
  folder,
}) => {
  const file = path.join(await emptyFolder(folder), 'Chosen.md');
  await answerSave(host, file);
  expect(await save(page, '2026.md', 'new')).toBe('saved');
  expect(await readFile(file, 'utf8')).toBe('new');
  expect(await readdir(path.dirname(file))).toEqual(['Chosen.md']);
});

test('replaces a file whole', async ({ host, page, folder }) => {
  const file = path.join(await emptyFolder(folder), '2026.md');
  await writeFile(file, 'an older and longer text');
  await answerSave(host, file);
  expect(await save(page, '2026.md', 'new')).toBe('saved');
  expect(await readFile(file, 'utf8')).toBe('new');
});

test('writes nothing when the writer cancels', async ({ host, page, folder }) => {
  const chosen = await emptyFolder(folder);
  await answerSave(host, '');
  expect(await save(page, '2026.md', 'new')).toBe('cancelled');
  expect(await readdir(chosen)).toEqual([]);
});

test('leaves the old file alone when the new one cannot take its place', async ({
  host,
  page,
  folder,
}) => {
  // A folder with the file's name: the rename fails after everything has been written.
  const chosen = await emptyFolder(folder);
  await mkdir(path.join(chosen, '2026.md', 'inside'), { recursive: true });
  await answerSave(host, path.join(chosen, '2026.md'));
  expect(await save(page, '2026.md', 'new')).toBe('not-writable');
  expect(await readdir(chosen)).toEqual(['2026.md']);
  expect(await readdir(path.join(chosen, '2026.md'))).toEqual(['inside']);
});

test('suggests only a name: a path from the page is refused', async ({ host, page, folder }) => {
  await answerSave(host, path.join(folder, 'never'));
  const names = [
    '../x',
    '/etc/x',
    'a/b',
    'a\\b',
    'C:x',
    '..',
    '.',
    '',
    'a\0b',
    'a\nb',
    'x'.repeat(300),
  ];
  for (const name of names) {
    await expect(save(page, name, 'new'), JSON.stringify(name)).rejects.toThrow(/saveFile/);
  }
  expect(await readdir(folder)).not.toContain('never');
});

test('reads the file that the writer chooses, and tells its name only', async ({
  host,
  page,
  folder,
}) => {
  const file = path.join(folder, 'journal.jsonl');
  await writeFile(file, '{"day":"2026-01-02"}');
  await answerOpen(host, file);
  const opened = await page.evaluate(async () => {
    const bridge = window.staffJournalBridge;
    const answer = await bridge?.openFile(['.jsonl', '.json']);
    if (bridge === undefined || !answer || typeof answer === 'string') return answer;
    const { number, ...told } = answer;
    const pieces = [
      await bridge.readPiece(number, 0, 6),
      await bridge.readPiece(number, 6, 4096),
      await bridge.readPiece(number, 4096, 8192),
    ];
    await bridge.closeFile(number);
    const after = await bridge.readPiece(number, 0, 1).catch((error: Error) => error.message);
    return { told, text: await new Blob(pieces).text(), after };
  });
  expect(opened).toEqual({
    told: { name: 'journal.jsonl', size: 20 },
    text: '{"day":"2026-01-02"}',
    after: expect.stringContaining('Refused: no such file'),
  });
});

test('opens nothing when the writer cancels, and has the system list nothing', async ({
  host,
  page,
}) => {
  await host.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Reflect.set(globalThis, 'asked', asked);
    dialog.showOpenDialog = async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return { canceled: true, filePaths: [] };
    };
    dialog.showSaveDialog = async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return { canceled: true, filePath: '' };
    };
  });
  expect(await page.evaluate(() => window.staffJournalBridge?.openFile([]))).toBeNull();
  expect(await save(page, 'journal.md', '')).toBe('cancelled');
  await page.evaluate(() => window.staffJournalBridge?.chooseBackupFolder());
  const unlisted = expect.objectContaining({
    properties: expect.arrayContaining(['dontAddToRecent']),
  });
  expect(await host.evaluate(() => Reflect.get(globalThis, 'asked'))).toEqual([
    unlisted,
    unlisted,
    unlisted,
  ]);
});

test('says that a file cannot be written where no file can be', async ({ host, page, folder }) => {
  const places = [path.join(folder, 'gone', 'a.md')];
  if (process.platform === 'linux') places.push('/proc/a.md', '/sys/a.md');
  for (const place of places) {
    await answerSave(host, place);
    expect(await save(page, 'a.md', 'new'), place).toBe('not-writable');
  }
});

test('says that a file cannot be read, and never where it lies', async ({ host, page, folder }) => {
  await answerOpen(host, path.join(folder, 'gone.json'));
  expect(await page.evaluate(() => window.staffJournalBridge?.openFile([]))).toBe('not-readable');
});

test('a file crosses in pieces, both ways, and comes out whole', async ({ host, page, folder }) => {
  const chosen = path.join(await emptyFolder(folder), 'large.bin');
  const bytes = Buffer.alloc(600_007);
  for (let at = 0; at < bytes.length; at += 97) bytes[at] = at % 251;
  await writeFile(chosen, bytes);
  await answerOpen(host, chosen);
  await answerSave(host, path.join(path.dirname(chosen), 'copy.bin'));
  const outcome = await page.evaluate(async () => {
    const bridge = window.staffJournalBridge;
    const opened = await bridge?.openFile([]);
    const saving = await bridge?.saveFile('copy.bin');
    if (bridge === undefined || !opened || typeof opened === 'string') return opened;
    if (typeof saving !== 'number') return saving;
    for (let at = 0; at < opened.size; at += 200_000) {
      const piece = await bridge.readPiece(opened.number, at, at + 200_000);
      await bridge.addToFile(saving, piece);
    }
    return bridge.finishFile(saving);
  });
  expect(outcome).toBe('saved');
  const copy = await readFile(path.join(path.dirname(chosen), 'copy.bin'));
  expect(copy.equals(bytes)).toBe(true);
  expect((await readdir(path.dirname(chosen))).sort()).toEqual(['copy.bin', 'large.bin']);
});

test('a disk that fills up while an export is saved keeps the old file', async ({
  host,
  page,
  folder,
}) => {
  test.skip(!canMount(), 'only root on Linux can make a disk that small');
  const disk = path.join(folder, 'disk');
  await mkdir(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
  try {
    const file = path.join(disk, '2026.md');
    await writeFile(file, 'last year’s');
    await writeFile(path.join(disk, 'other'), Buffer.alloc(200 * 1024));
    await answerSave(host, file);
    await page.getByRole('button', { name: 'New entry' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('A long story');
    await page.getByRole('textbox', { name: 'Text' }).fill('and so on '.repeat(20_000));
    await expect(page.getByRole('status').filter({ hasText: /^Saved$/ })).toBeVisible();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Export archive…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export archive' });
    await dialog.getByRole('button', { name: 'Save file' }).click();
    await expect(dialog.getByRole('alert')).toHaveText(/No file was saved\. The disk is full\./);
    expect(await readFile(file, 'utf8')).toBe('last year’s');
    expect((await readdir(disk)).sort()).toEqual(['2026.md', 'other']);

    await rm(path.join(disk, 'other'));
    await dialog.getByRole('button', { name: 'Save file' }).click();
    await expect(dialog).toBeHidden();
    expect(await readFile(file, 'utf8')).toContain('A long story');
  } finally {
    execFileSync('umount', [disk]);
  }
});

test('prints the page to a PDF where the writer says', async ({ host, page, folder }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  const file = path.join(await emptyFolder(folder), 'Chosen.pdf');
  await answerSave(host, file);
  expect(await page.evaluate(() => window.staffJournalBridge?.savePdf('2026.pdf'))).toBe('saved');
  expect((await readFile(file, 'latin1')).slice(0, 5)).toBe('%PDF-');
  expect(await readdir(path.dirname(file))).toEqual(['Chosen.pdf']);

  await answerSave(host, '');
  expect(await page.evaluate(() => window.staffJournalBridge?.savePdf('2026.pdf'))).toBe(
    'cancelled',
  );
});

function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

async function emptyFolder(folder: string): Promise<string> {
  const chosen = path.join(folder, 'chosen');
  await mkdir(chosen);
  return chosen;
}

/** What the save dialog answers from now on; an empty path cancels. */
function answerSave(host: Host, file: string): Promise<void> {
  return host.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: filePath === '', filePath });
  }, file);
}

function answerOpen(host: Host, file: string): Promise<void> {
  return host.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
}

function save(page: Page, name: string, text: string): Promise<SaveOutcome | undefined> {
  return page.evaluate(
    async ([suggested, content]) => {
      const bridge = window.staffJournalBridge;
      const number = await bridge?.saveFile(suggested);
      if (typeof number !== 'number') return number;
      await bridge?.addToFile(number, new TextEncoder().encode(content));
      return bridge?.finishFile(number);
    },
    [name, text] as const,
  );
}
