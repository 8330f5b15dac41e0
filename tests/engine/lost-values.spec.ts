import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newEntry } from '../../renderer/domain/entry.ts';
import { expect, test } from '../support/engine.ts';
import { attach, compared, saveWith } from '../support/files.ts';
import { everything } from '../support/protected-journal.ts';

test.use({ alone: true });

const DAMAGES: readonly ((file: string) => Promise<void>)[] = [
  (file) => rm(file),
  async (file) => truncate(file, Math.floor((await stat(file)).size / 2)),
  async (file) => writeFile(file, Buffer.alloc((await stat(file)).size)),
  // In its text, and in the name of a field.
  (file) => flip(file, 1000),
  (file) => flip(file, 20),
];

async function flip(file: string, at: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

/** Where Chromium keeps values of more than 64 kB, one to a file. */
async function filesOfValues(profile: string): Promise<string[]> {
  const names = await readdir(path.join(profile, 'Default'), { recursive: true });
  return names
    .filter((name) => /\bindexeddb\.blob\/.*\/[0-9a-f]{1,2}$/.test(name) && !/\/00$/.test(name))
    .map((name) => path.join(profile, 'Default', name))
    .sort();
}

test('large entries and files whose own files are damaged are put back, whatever was done to them', async ({
  journal,
  profile,
}) => {
  const drafts = DAMAGES.map((_, at) => newEntry(new Date(), { title: `Large ${at}` }));
  const before = await journal.page.evaluate(async (drafts) => {
    for (const draft of drafts) {
      const noise = crypto.getRandomValues(new Uint8Array(50_000));
      const text = [...noise].map((byte) => byte.toString(36)).join('');
      await window.engine.save({ ...draft, text });
    }
    return Promise.all(drafts.map(({ id }) => window.engine.entry(id)));
  }, drafts);
  const content = { seed: 3, size: 4_500_000 };
  const attached = await attach(journal.page, content);
  await saveWith(journal.page, [attached]);
  await journal.close();

  const files = await filesOfValues(profile);
  expect(files.length, 'each entry and each part of the file').toBeGreaterThanOrEqual(10);
  for (const [at, file] of files.entries()) await DAMAGES[at % DAMAGES.length]?.(file);

  const page = await journal.reopen();
  const mended = await page.evaluate(async () => {
    await window.opened;
    await window.engine.prepare();
    return window.mended;
  });
  expect(mended).toEqual({ entries: DAMAGES.length, unreadable: 0 });
  const after = await page.evaluate(
    (ids) => Promise.all(ids.map((id) => window.engine.entry(id))),
    drafts.map(({ id }) => id),
  );
  expect(after).toEqual(before);
  expect(await compared(page, attached.id, content)).toBe('same');
  const made = await page.evaluate(async () => {
    const { entries, unreadable, unreadableFiles } = await window.engine.backUp();
    return { entries, unreadable, unreadableFiles };
  });
  expect(made).toEqual({ entries: DAMAGES.length + 1, unreadable: 0, unreadableFiles: 0 });
});

test('a damaged table, which only shows once it is read, is told and restored', async ({
  journal,
  profile,
}) => {
  const drafts = Array.from({ length: 400 }, (_, at) => newEntry(new Date(), { title: `${at}` }));
  await journal.page.evaluate(async (drafts) => {
    for (const draft of drafts) {
      const noise = crypto.getRandomValues(new Uint8Array(11_000));
      const text = [...noise].map((byte) => byte.toString(36)).join('');
      await window.engine.save({ ...draft, text });
    }
  }, drafts);
  const before = await everything(journal.page);
  await journal.close();
  const names = await readdir(path.join(profile, 'Default'), { recursive: true });
  const tables = names.filter((name) => /indexeddb\.leveldb\/.*\.ldb$/.test(name));
  expect(tables.length).toBeGreaterThan(0);
  for (const name of tables) await flip(path.join(profile, 'Default', name), 300_000);

  const page = await journal.reopen();
  const { why, together } = await page.evaluate(() => window.lost);
  // Chromium may have thrown it all away by then.
  expect(why).toMatch(/^(closed|empty)$/);
  expect(together).toBe(drafts.length);
  await page.evaluate(() => window.engine.recover('restore'));
  expect((await everything(page)) === before, 'all is there').toBe(true);
  await page.reload();
  expect((await page.evaluate(() => window.opened)).list.total).toBe(drafts.length);
});
