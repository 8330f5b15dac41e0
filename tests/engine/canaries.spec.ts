import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { everything, SECRET, unlock } from '../support/protected-journal.ts';
import { bytesOf, elsewhere, readRaw } from '../support/raw-store.ts';
import { formsOf, residueOf } from '../support/residue.ts';

test.use({ alone: true });

/** Letters that nothing else begins with; so many that they are met nowhere by chance. */
const stemOf = () =>
  Array.from(randomBytes(16), (byte) => String.fromCharCode(97 + (byte % 26))).join('');

const CANARIES = 300;

/** Writes what somebody writes, each word of it another canary: attached, edited, removed for good, looked for. */
async function write(page: Page, stem: string): Promise<number> {
  let count = 0;
  const next = () => `${stem}${String(count++).padStart(3, '0')}`;
  while (count < CANARIES) {
    const words = Array.from({ length: 14 }, next);
    const entry = newEntry(new Date(), {
      title: `${words[0]} decided`,
      text: `${words[1]} was down, and ${words[2]} wrote it up.`,
      project: words[3] ?? '',
      people: [words[4] ?? '', words[5] ?? ''],
      outcome: `${words[6]} in half the time`,
      links: [
        { url: `https://example.org/${words[7]}`, label: words[8] ?? '', quote: words[9] ?? '' },
      ],
    });
    await page.evaluate(
      async ([entry, words, query]) => {
        const [name, content, over, gone, sought] = words;
        const file = new Blob([`${content} `.repeat(5_000)]);
        const attached = await window.engine.attach(file, {
          name: `${name}.txt`,
          type: 'text/plain',
        });
        await window.engine.save({ ...entry, attachments: [attached] });
        // So much shorter that what it said stays as a version.
        await window.engine.save({ ...entry, text: over ?? '', attachments: [attached] });
        const removed = { ...entry, id: crypto.randomUUID(), title: gone ?? '' };
        await window.engine.save(removed);
        await window.engine.trash(removed.id);
        await window.engine.emptyTrash();
        await window.engine.list({ ...query, search: sought ?? '' });
        await (await window.engine.file(attached.id)).text();
      },
      [entry, [...words.slice(10), next()], WHOLE_JOURNAL] as const,
    );
  }
  await everything(page);
  return count;
}

/** Makes every document and file that leaves the journal; they go elsewhere. */
async function exportAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const request = {
      period: String(new Date().getFullYear()),
      audience: 'me',
      texts: 'all',
    } as const;
    for (const format of ['markdown', 'html', 'json'] as const) {
      await (await window.engine.exportSummary(request, format)).text();
    }
    await (await window.engine.archive()).arrayBuffer();
    await window.engine.backUp();
  });
}

/** Runs in the page: a passphrase, and then a new key again. Answers the keys that there were, in base64. */
async function changeKeys([passphrase, secret]: readonly [string, string]) {
  const keychain = window.keychainOf(secret);
  const keys: string[] = [];
  const telling = {
    ...keychain,
    wrap: (key: Uint8Array<ArrayBuffer>) => {
      keys.push(btoa(String.fromCharCode(...key)));
      return keychain.wrap(key);
    },
  };
  await window.engine.protectWith(passphrase, telling);
  await window.engine.rotate(passphrase, telling);
  return { enabled: keys[0] ?? '', rotated: keys[1] ?? '' };
}

test('nothing of what is written lies readable on the disk, nor after a change of the key what opened it', async ({
  journal,
  profile,
}) => {
  const stem = stemOf();
  const { page } = journal;
  expect(await write(page, stem)).toBeGreaterThanOrEqual(CANARIES);
  await exportAll(page);
  const before = await everything(page);
  await elsewhere(page);
  const [header] = (await readRaw(page)).tables.journal ?? [];
  const key = bytesOf(header?.key);
  await journal.close();
  expect(await residueOf(profile, stem)).toEqual({});
  expect(
    Object.keys(await residueOf(profile, key)),
    'the key of a journal without protection',
  ).not.toEqual([]);

  const again = await journal.reopen();
  const passphrase = `${stem} as the passphrase`;
  const keys = await again.evaluate(changeKeys, [passphrase, SECRET] as const);
  expect(await everything(again)).toBe(before);
  await exportAll(again);
  await journal.close();
  expect(await residueOf(profile, stem)).toEqual({});
  for (const [name, one] of Object.entries({ bare: key.toString('base64'), ...keys })) {
    expect(await residueOf(profile, Buffer.from(one, 'base64')), `the key, ${name}`).toEqual({});
  }

  const last = await journal.reopen();
  await unlock(last);
  expect(await everything(last)).toBe(before);
  // And here it would be seen.
  const control = stemOf();
  await last.evaluate(async (control) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('control', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
      opening.onsuccess = () => resolve(opening.result);
    });
    const writing = database.transaction('rows', 'readwrite');
    writing.objectStore('rows').put(`A row that says ${control}1.`, 1);
    await new Promise((resolve) => writing.addEventListener('complete', resolve));
  }, control);
  await journal.close();
  expect(Object.keys(await residueOf(profile, control))).toHaveLength(1);
});

test('the search finds a canary in each of its forms', async ({ profile }) => {
  const canary = stemOf();
  const text = `a word before ${canary} and after`;
  const forms = {
    'utf-8': Buffer.from(text),
    'utf-16': Buffer.from(text, 'utf16le'),
    'base64, first': Buffer.from(Buffer.from(` .${canary}.`).toString('base64')),
    'base64, second': Buffer.from(Buffer.from(` ..${canary}.`).toString('base64')),
    'base64, third': Buffer.from(Buffer.from(` ...${canary}.`).toString('base64')),
  };
  expect(formsOf(canary)).toHaveLength(Object.keys(forms).length);
  for (const [name, bytes] of Object.entries(forms)) {
    const around = [randomBytes(70_001), randomBytes(30_000)] as const;
    await writeFile(path.join(profile, name), Buffer.concat([around[0], bytes, around[1]]));
  }
  const found = Object.fromEntries(Object.keys(forms).map((name) => [name, 1]));
  expect(await residueOf(profile, canary)).toEqual(found);
});
