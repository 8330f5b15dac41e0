import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { outsideNames, readOutside, writeOutside } from '../support/outside-files.ts';
import { importLines, SECRET, unlock } from '../support/protected-journal.ts';
import { elsewhere } from '../support/raw-store.ts';

const captured = (title: string, text = '') =>
  newEntry(new Date('2026-03-02T12:00:00Z'), { title, text });

const capture = (page: Page, entry: Entry) =>
  page.evaluate((entry) => window.engine.capture(entry).catch((error: Error) => error.name), entry);

const protect = (page: Page, secret = SECRET) =>
  page.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), secret);

/** The page anew: a protected journal is locked then. */
async function lockedAgain(page: Page): Promise<void> {
  await page.goto(new URL(page.url()).origin);
  await page.evaluate(() => window.locked);
}

/** A protected journal of three entries, locked. */
async function lockedJournal(page: Page): Promise<void> {
  await importLines(page, 3);
  await protect(page);
  await hasPair(page);
  await lockedAgain(page);
}

const hasPair = (page: Page) =>
  expect.poll(() => outsideNames(page), 'the pair is there').toContain('inbox-key');

async function unlockAndJoin(page: Page) {
  await unlock(page);
  return page.evaluate(() => window.joined);
}

const titles = (page: Page) =>
  page.evaluate(async (query) => {
    const { id, total } = await window.engine.list(query);
    return (await window.engine.rows(id, 0, total)).map(({ title }) => title.text).sort();
  }, WHOLE_JOURNAL);

const LINES = ['Line 0', 'Line 1', 'Line 2'];

test.describe('on a profile of its own', () => {
  test.use({ alone: true });

  test('what is captured while the journal is locked is nowhere to be read, and joins it at the next unlock', async ({
    journal,
    profile,
  }) => {
    let { page } = journal;
    await lockedJournal(page);
    const entry = captured('Zwergspitzmaus', 'Uferschnepfe '.repeat(50));
    expect(await capture(page, entry)).toBe('inbox');
    await journal.kill();
    expect(await filesWith(profile, ['Zwergspitzmaus', 'Uferschnepfe'])).toEqual([]);
    // The search finds what lies there, such as the public key.
    expect(await filesWith(profile, ['publicKey'])).not.toEqual([]);

    page = await journal.reopen();
    await page.evaluate(() => window.locked);
    expect(await capture(page, captured('A second'))).toBe('inbox');
    expect(await unlockAndJoin(page)).toEqual({ entries: 2, problem: null });
    expect(await titles(page)).toEqual(['A second', ...LINES, 'Zwergspitzmaus']);
    expect(await page.evaluate((id) => window.engine.entry(id), entry.id)).toEqual(entry);
    expect(await outsideNames(page)).not.toContain('inbox');
    expect(await capture(page, captured('At once'))).toBe('journal');
  });
});

test('the same words twice, or once more after a start that was cut short, make one entry', async ({
  page,
}) => {
  await lockedJournal(page);
  const entry = captured('Once');
  for (let times = 0; times < 3; times++) expect(await capture(page, entry)).toBe('inbox');
  await elsewhere(page);
  const words = await readOutside(page, 'inbox');
  await lockedAgain(page);
  expect(await unlockAndJoin(page)).toEqual({ entries: 1, problem: null });
  const edited = { ...entry, title: 'Once, and edited' };
  await page.evaluate((entry) => window.engine.save(entry), edited);

  // As where the journal had taken it and the app was ended before it was removed here.
  await elsewhere(page);
  await writeOutside(page, 'inbox', words);
  await lockedAgain(page);
  await unlock(page);
  await expect.poll(() => outsideNames(page)).not.toContain('inbox');
  expect(await titles(page)).toEqual([...LINES, 'Once, and edited']);
  expect(await capture(page, entry)).toBe('journal');
  expect(await titles(page)).toEqual([...LINES, 'Once, and edited']);
});

test('what would make the inbox too large to be read waits for the journal instead', async ({
  page,
}) => {
  await lockedJournal(page);
  await elsewhere(page);
  await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(
      'staff-journal',
    );
    const file = await folder.getFileHandle('inbox', { create: true });
    const writing = await file.createWritable();
    await writing.truncate(64 * 1024 * 1024 - 10);
    await writing.close();
  });
  await lockedAgain(page);
  const capturing = capture(page, captured('One too many'));
  expect(await unlockAndJoin(page)).toEqual({ entries: 0, problem: 'aside' });
  expect(await capturing).toBe('journal');
  expect(await titles(page)).toEqual([...LINES, 'One too many']);
});

test('what was damaged or put there is kept aside and told, and the rest joins', async ({
  page,
}) => {
  await lockedJournal(page);
  for (const title of ['First', 'Second', 'Third']) await capture(page, captured(title));
  await elsewhere(page);
  const [words, pair] = [await readOutside(page, 'inbox'), await readOutside(page, 'inbox-key')];
  const middle = Math.floor(words.length / 2);

  await test.step('a byte of the second', async () => {
    await writeOutside(page, 'inbox', flipped(words, middle));
    await lockedAgain(page);
    expect(await unlockAndJoin(page)).toEqual({ entries: 2, problem: 'aside' });
    expect(await titles(page)).toEqual(['First', ...LINES, 'Third']);
    const names = await outsideNames(page);
    expect(names.filter((name) => /^aside-\d+-inbox(?:-key)?$/.test(name))).toHaveLength(2);
    // And a new pair is there.
    await hasPair(page);
    await lockedAgain(page);
    expect(await capture(page, captured('After that'))).toBe('inbox');
    expect(await unlockAndJoin(page)).toEqual({ entries: 1, problem: null });
  });

  await test.step('another public key, to read what is captured with', async () => {
    const other = JSON.parse(pair.toString());
    const forged = await page.evaluate(async () => {
      const { publicKey } = await crypto.subtle.generateKey(
        { name: 'ECDH', namedCurve: 'P-256' },
        true,
        ['deriveBits'],
      );
      const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
      return btoa(String.fromCharCode(...raw));
    });
    await elsewhere(page);
    await writeOutside(
      page,
      'inbox-key',
      Buffer.from(JSON.stringify({ ...other, publicKey: { base64: forged } })),
    );
    await writeOutside(page, 'inbox', words);
    await lockedAgain(page);
    expect(await unlockAndJoin(page)).toEqual({ entries: 0, problem: 'aside' });
  });

  await test.step('no file of ours', async () => {
    await elsewhere(page);
    await writeOutside(page, 'inbox', Buffer.from('not of this app'));
    await lockedAgain(page);
    expect(await unlockAndJoin(page)).toEqual({ entries: 0, problem: 'aside' });
    expect(await titles(page)).toEqual(['After that', 'First', ...LINES, 'Third']);
  });
});

test('it goes with a change of the key, and without a pair that fits words wait for the journal', async ({
  page,
}) => {
  await lockedJournal(page);
  await elsewhere(page);
  const old = await readOutside(page, 'inbox-key');
  await lockedAgain(page);
  await unlock(page);
  await page.evaluate(async (secret) => {
    await window.engine.unprotect(window.keychainOf(secret));
  }, SECRET);
  await expect.poll(() => outsideNames(page)).not.toContain('inbox-key');
  await protect(page, 'another');
  await hasPair(page);
  await lockedAgain(page);
  expect(await capture(page, captured('Under the new key'))).toBe('inbox');
  await unlock(page, 'another');
  expect(await page.evaluate(() => window.joined)).toEqual({ entries: 1, problem: null });

  for (const pair of [old, Buffer.from('{'), null]) {
    await elsewhere(page);
    if (pair === null) {
      // As between the new key and the new pair.
      await page.evaluate(async () => {
        const root = await navigator.storage.getDirectory();
        await (await root.getDirectoryHandle('staff-journal')).removeEntry('inbox-key');
      });
    } else {
      await writeOutside(page, 'inbox-key', pair);
    }
    await lockedAgain(page);
    const title = `Waits ${String(pair?.length)}`;
    const waiting = capture(page, captured(title));
    await unlock(page, 'another');
    expect(await waiting).toBe('journal');
    expect(await titles(page)).toContain(title);
    await hasPair(page);
  }
  expect(await outsideNames(page)).not.toContain('inbox');
});

test('what is no entry is refused, whether the journal is locked or not', async ({ page }) => {
  await lockedJournal(page);
  const wrong = { ...captured('Wrong'), day: '2026-02-30' };
  expect(await capture(page, wrong)).toBe('invalid');
  await unlock(page);
  expect(await capture(page, wrong)).toBe('invalid');
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** The files of a folder, however deep, that hold one of these words. */
async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const needles = words.flatMap((word) => [
    Buffer.from(word),
    Buffer.from(word, 'utf16le'),
    Buffer.from(Buffer.from(word).toString('base64').replace(/.?=*$/, '')),
  ]);
  const found: string[] = [];
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(path.join(file.parentPath, file.name));
    if (needles.some((needle) => bytes.includes(needle))) found.push(file.name);
  }
  return found;
}
