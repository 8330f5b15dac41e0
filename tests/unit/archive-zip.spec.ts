import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import type { Entry } from '../../renderer/domain/entry.ts';
import { archiveLines } from '../../renderer/formats/archive.ts';
import { attachmentIn, journalIn } from '../../renderer/formats/archive-zip.ts';
import { readImport } from '../../renderer/formats/read-import.ts';
import { zipOf } from '../../renderer/formats/zip.ts';
import { entryWith, idOf } from './journals.ts';
import { NOW } from './reading.ts';

const FILE = { id: idOf(7), name: 'a/b.txt', type: 'text/plain', size: 5 };
const ENTRY = entryWith({ title: 'With evidence', attachments: [FILE] });

async function journalOf(entries: readonly Entry[]): Promise<string> {
  let text = '';
  for await (const line of archiveLines(entries)) text += line;
  return text;
}

async function read(zip: Blob | Uint8Array) {
  const file = zip instanceof Blob ? zip : new Blob([Uint8Array.from(zip)]);
  const { found, attachments } = await readImport(file, { now: NOW });
  const entries: unknown[] = [];
  for await (const one of found) entries.push('entry' in one ? one.entry : one.problem);
  const files: Record<string, string> = {};
  for (const [id, one] of attachments) files[id] = await (await one.open()).text();
  return { entries, files };
}

const expected = { entries: [ENTRY], files: { [FILE.id]: 'words' } };

test('an archive with files is read as it was written', async () => {
  const journal = new Blob([await journalOf([ENTRY])]);
  async function* all() {
    yield journalIn(journal);
    yield attachmentIn(FILE, new Blob(['words']));
  }
  const zip = await zipOf(all(), NOW);
  expect(await read(zip)).toEqual(expected);
});

test('so is one that was unpacked and packed again', async () => {
  const text = (words: string) => new TextEncoder().encode(words);
  const zip = zipSync({
    'My archive/attachments/': new Uint8Array(),
    [`My archive/attachments/${FILE.id}/renamed.txt`]: text('words'),
    'My archive/journal.json': text(await journalOf([ENTRY])),
    'My archive/.DS_Store': text('of the system'),
    [`__MACOSX/attachments/${FILE.id}/._b.txt`]: text('of the system'),
    'My archive/attachments/not-an-id/x.txt': text('nobody’s'),
  });
  expect(await read(zip)).toEqual(expected);
});

test('a zip of something else is refused in words', async () => {
  const zip = zipSync({ 'notes.txt': new Uint8Array(3) });
  await expect(read(zip)).rejects.toThrow('it has no journal.json in it');
  await expect(read(zip.subarray(0, 60))).rejects.toThrow('ends early, or is damaged');
  const within = zipSync({ 'journal.json': zip });
  await expect(read(within)).rejects.toThrow('it has no journal.json in it');
});
