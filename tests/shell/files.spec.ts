import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Host } from '../support/host.ts';
import { expect, test } from '../support/shell.ts';

test('saves a file where the writer says, and nothing beside it', async ({
  host,
  page,
  folder,
}) => {
  const file = path.join(await emptyFolder(folder), 'Chosen.md');
  await answerSave(host, file);
  expect(await save(page, '2026.md', 'new')).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('new');
  expect(await readdir(path.dirname(file))).toEqual(['Chosen.md']);
});

test('replaces a file whole', async ({ host, page, folder }) => {
  const file = path.join(await emptyFolder(folder), '2026.md');
  await writeFile(file, 'an older and longer text');
  await answerSave(host, file);
  expect(await save(page, '2026.md', 'new')).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('new');
});

test('writes nothing when the writer cancels', async ({ host, page, folder }) => {
  const chosen = await emptyFolder(folder);
  await answerSave(host, '');
  expect(await save(page, '2026.md', 'new')).toBe(false);
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
  await expect(save(page, '2026.md', 'new')).rejects.toThrow(/saveFile/);
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
  await host.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
  const opened = await page.evaluate(async () => {
    const answer = await window.staffJournalBridge?.openFile(['.jsonl', '.json']);
    return answer && { name: answer.name, text: new TextDecoder().decode(answer.bytes) };
  });
  expect(opened).toEqual({ name: 'journal.jsonl', text: '{"day":"2026-01-02"}' });
});

test('opens nothing when the writer cancels', async ({ host, page }) => {
  await host.evaluate(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] });
  });
  expect(await page.evaluate(() => window.staffJournalBridge?.openFile([]))).toBeNull();
});

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

function save(page: Page, name: string, text: string): Promise<boolean | undefined> {
  return page.evaluate(
    ([suggested, content]) =>
      window.staffJournalBridge?.saveFile(suggested, new TextEncoder().encode(content)),
    [name, text] as const,
  );
}
