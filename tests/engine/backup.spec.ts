import type { Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { type RestoreWay, WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';
import { everything, importLines, SECRET } from '../support/protected-journal.ts';
import {
  beginAnew,
  bucketNames,
  elsewhere,
  flipped,
  readRaw,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';
import { writeOver } from '../support/versions.ts';

/** A backup of the journal, a letter for each byte. */
async function backUp(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { file } = await window.engine.backUp();
    const bytes = new Uint8Array(await file.arrayBuffer());
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  });
}

const preview = (page: Page, backup: string, secret: string | null = null) =>
  page.evaluate(
    ([backup, secret]) => {
      const file = new Blob([Uint8Array.from(backup, (letter) => letter.charCodeAt(0))]);
      return window.engine.previewRestore(
        file,
        secret === null ? null : window.keychainOf(secret),
        null,
      );
    },
    [backup, secret] as const,
  );

const commit = (page: Page, way: RestoreWay) =>
  page.evaluate((way) => window.engine.commitRestore(way), way);

/** Why a preview is refused. */
const refusal = (page: Page, backup: string, secret: string | null = null) =>
  page.evaluate(
    ([backup, secret]) => {
      const file = new Blob([Uint8Array.from(backup, (letter) => letter.charCodeAt(0))]);
      const keychain = secret === null ? null : window.keychainOf(secret);
      return window.engine.previewRestore(file, keychain, null).then(
        () => 'previewed',
        (error: Error) => error.name,
      );
    },
    [backup, secret] as const,
  );

const ids = async (page: Page) => {
  const list = await page.evaluate((query) => window.engine.list(query), WHOLE_JOURNAL);
  return list.rows.map(({ id }) => id);
};

const retitle = (page: Page, id: string, title: string) =>
  page.evaluate(
    async ([id, title]) => {
      const entry = await window.engine.entry(id);
      if (entry === null) throw new Error('no such entry');
      await window.engine.save({ ...entry, title });
    },
    [id, title] as const,
  );

test('a backup brings every entry back, also into another journal', async ({ page }) => {
  await importLines(page, 149);
  const [first = ''] = await ids(page);
  await writeOver(page);
  await page.evaluate((id) => window.engine.trash(id), first);
  const before = await everything(page);
  const backup = await backUp(page);
  expect(await preview(page, backup)).toMatchObject({
    entries: 150,
    foreign: false,
    added: { count: 0 },
    newer: { count: 0 },
    older: { count: 0 },
    removed: { count: 0 },
  });
  await beginAnew(page);
  const found = await preview(page, backup);
  expect(found).toMatchObject({ foreign: true, added: { count: 150 } });
  expect(found.added.sample).toHaveLength(5);
  expect(await everything(page), 'a preview writes nothing').not.toBe(before);
  expect(await commit(page, 'whole')).toEqual({ added: 150, changed: 0, removed: 0 });
  expect(await everything(page)).toBe(before);
  await page.reload();
  expect(await everything(page)).toBe(before);
});

test('a restore brings earlier versions once, and what it writes over becomes one', async ({
  page,
}) => {
  const { id, text } = await writeOver(page);
  const backup = await backUp(page);
  await retitle(page, id, 'Retitled');
  const texts = () =>
    page.evaluate(async (id) => {
      const versions = await window.engine.versions(id);
      const whole = versions.map(({ seq }) => window.engine.version(id, seq));
      return (await Promise.all(whole)).map(({ title, text }) => `${title}: ${text}`);
    }, id);
  const before = await texts();
  await preview(page, backup);
  expect(await commit(page, 'whole')).toMatchObject({ changed: 1 });
  expect(await texts()).toEqual(['Retitled: What is said now.', `Written over: ${text}`]);
  await page.evaluate(() => window.engine.undoRestore());
  expect(await texts()).toEqual(before);
});

test('merge takes what is missing and what is newer, whole takes all, and both can be undone', async ({
  page,
}) => {
  await importLines(page, 20);
  const [edited = '', removed = '', trashed = ''] = await ids(page);
  const early = await everything(page);
  const backup = await backUp(page);

  await retitle(page, edited, 'Edited since');
  await page.evaluate((id) => window.engine.trash(id), trashed);
  await page.evaluate((id) => window.engine.trash(id), removed);
  // Only what is in the trash is removed; the other one goes there again.
  await page.evaluate((id) => window.engine.restore(id), trashed);
  await page.evaluate(() => window.engine.emptyTrash());
  await page.evaluate((id) => window.engine.trash(id), trashed);
  const fresh = newEntry(new Date('2026-02-01T10:00:00Z'), { title: 'Written since' });
  await page.evaluate((entry) => window.engine.save(entry), fresh);
  const late = await everything(page);

  expect(await preview(page, backup)).toMatchObject({
    added: { count: 1 },
    newer: { count: 0 },
    older: { count: 2, sample: expect.anything() },
    removed: { count: 1, sample: [{ day: '2026-02-01', title: 'Written since' }] },
  });
  expect(await commit(page, 'merge')).toEqual({ added: 1, changed: 0, removed: 0 });
  const merged = await ids(page);
  expect(merged).toContain(removed);
  expect(merged).not.toContain(trashed);
  expect(merged).toHaveLength(19 + 1);
  expect((await page.evaluate((id) => window.engine.entry(id), edited))?.title).toBe(
    'Edited since',
  );
  expect(await page.evaluate(() => window.engine.undoRestore())).toEqual({ kept: 0 });
  expect(await everything(page)).toBe(late);

  await preview(page, backup);
  expect(await commit(page, 'whole')).toEqual({ added: 1, changed: 2, removed: 1 });
  expect((await ids(page)).sort()).toEqual(idsIn(early));
  const { trashed: inTrash } = await page.evaluate(
    (query) => window.engine.list(query),
    WHOLE_JOURNAL,
  );
  expect(inTrash, 'nothing is removed for good').toBe(1);
  expect(await page.evaluate(() => window.engine.undoRestore())).toEqual({ kept: 0 });
  expect(await everything(page)).toBe(late);
  expect(await page.evaluate(() => window.engine.undoRestore()), 'only once').toEqual({ kept: 0 });
  expect(await everything(page)).toBe(late);
});

test('a newer entry of the backup wins in a merge; undo keeps what was edited since', async ({
  page,
}) => {
  await importLines(page, 3);
  const [one = '', two = ''] = await ids(page);
  const early = await backUp(page);
  await retitle(page, one, 'Later');
  await retitle(page, two, 'Later too');
  const late = await backUp(page);
  await preview(page, early);
  await commit(page, 'whole');
  expect(await preview(page, late)).toMatchObject({ newer: { count: 2 }, older: { count: 0 } });
  expect(await commit(page, 'merge')).toEqual({ added: 0, changed: 2, removed: 0 });
  await retitle(page, two, 'Mine now');
  expect(await page.evaluate(() => window.engine.undoRestore())).toEqual({ kept: 1 });
  const titles = await page.evaluate(
    (ids) => Promise.all(ids.map(async (id) => (await window.engine.entry(id))?.title)),
    [one, two],
  );
  expect(titles[0]).toMatch(/^Line/);
  expect(titles[1]).toBe('Mine now');
});

test('what is written between preview and restore is compared too', async ({ page }) => {
  await importLines(page, 2);
  const [id = ''] = await ids(page);
  const backup = await backUp(page);
  await preview(page, backup);
  await retitle(page, id, 'Written meanwhile');
  expect(await commit(page, 'merge')).toEqual({ added: 0, changed: 0, removed: 0 });
  expect((await page.evaluate((id) => window.engine.entry(id), id))?.title).toBe(
    'Written meanwhile',
  );
});

test('a file that is refused leaves the journal as it is', async ({ page }) => {
  await importLines(page, 30);
  const before = await everything(page);
  const backup = Buffer.from(await backUp(page), 'latin1');
  const headerEnd = 12 + backup.readUInt32LE(8);
  const wrong: [string, Buffer][] = [
    ['not-a-backup', Buffer.from('PK\u0003\u0004 something else')],
    ['not-a-backup', Buffer.alloc(0)],
    ['backup-damaged', backup.subarray(0, 2048)],
    ['backup-damaged', Buffer.concat([backup, Buffer.from('x')])],
  ];
  for (const at of [20, headerEnd + 2000, backup.length - 5]) {
    const flipped = Buffer.from(backup);
    flipped[at] = (flipped[at] ?? 0) ^ 4;
    wrong.push(['backup-damaged', flipped]);
  }
  for (const [name, bytes] of wrong) {
    expect(await refusal(page, bytes.toString('latin1'))).toBe(name);
    await expect(commit(page, 'whole')).rejects.toThrow(/no backup to restore/);
  }
  expect(await everything(page)).toBe(before);
});

test('cancel stops a preview and a restore, and nothing was written', async ({ page }) => {
  await importLines(page, 1_000);
  const backup = await backUp(page);
  await beginAnew(page);
  const outcome = await page.evaluate(async (backup) => {
    const file = new Blob([Uint8Array.from(backup, (letter) => letter.charCodeAt(0))]);
    const name = (error: Error) => error.name;
    const first = await window.engine
      .previewRestore(file, null, null, () => window.engine.cancelRestore())
      .then(String, name);
    await window.engine.previewRestore(file, null, null);
    const second = await window.engine
      .commitRestore('whole', () => window.engine.cancelRestore())
      .then(String, name);
    return [first, second];
  }, backup);
  expect(outcome).toEqual(['cancelled', 'cancelled']);
  expect(await ids(page)).toEqual([]);
});

test('a protected journal’s backup opens with its keychain, and with no other', async ({
  page,
}) => {
  await importLines(page, 10);
  const bare = await backUp(page);
  await page.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), SECRET);
  const before = await everything(page);
  const held = await backUp(page);
  // The journal has the key already, so nobody is asked; one from before brings its own.
  expect(await preview(page, held)).toMatchObject({ entries: 10, newer: { count: 0 } });
  expect(await preview(page, bare)).toMatchObject({ entries: 10, newer: { count: 0 } });
  await beginAnew(page);
  expect(await refusal(page, held)).toBe('backup-locked');
  expect(await refusal(page, held, 'another account')).toBe('backup-locked');
  expect(await preview(page, held, SECRET)).toMatchObject({ added: { count: 10 } });
  await commit(page, 'whole');
  expect(await everything(page)).toBe(before);
});

test('a row that cannot be read neither keeps a backup from being made nor from being restored', async ({
  page,
}) => {
  await importLines(page, 12);
  const before = await everything(page);
  const good = await backUp(page);
  const back = await elsewhere(page);
  const raw = await readRaw(page);
  await writeRaw(
    page,
    withRecords(raw, 'entries', (record, at) => (at === 3 ? flipped(record) : record)),
  );
  await back();
  const made = await page.evaluate(async () => {
    const { file, ...about } = await window.engine.backUp();
    const tried = await window.engine.tryBackup(file).then(
      () => 'passed',
      (error: Error) => error.message,
    );
    return { ...about, tried };
  });
  // The same of every backup from now on: it is no fault of theirs.
  expect(made).toMatchObject({ entries: 11, unreadable: 1, tried: 'passed' });
  expect(await preview(page, good)).toMatchObject({ newer: { count: 1 }, removed: { count: 0 } });
  const lacking = await backUp(page);
  expect(await commit(page, 'merge')).toEqual({ added: 0, changed: 1, removed: 0 });
  expect(await everything(page)).toBe(before);
  // Where the journal can read that row, the backup without it would not bring it back.
  await elsewhere(page);
  await writeRaw(page, raw);
  await back();
  expect(await tryOut(page, lacking)).toBe('backup-damaged');
});

const tryOut = (page: Page, backup: string) =>
  page.evaluate(
    (backup) =>
      window.engine
        .tryBackup(new Blob([Uint8Array.from(backup, (letter) => letter.charCodeAt(0))]))
        .then(
          ({ entries }) => entries,
          (error: Error) => error.name,
        ),
    backup,
  );

test('a backup is tried out in a store that is gone afterwards', async ({ page }) => {
  await importLines(page, 40);
  const [id = ''] = await ids(page);
  const backup = await backUp(page);
  expect(await tryOut(page, backup)).toBe(40);
  // What was written since is no fault of the backup's.
  await retitle(page, id, 'Later');
  expect(await tryOut(page, backup)).toBe(40);
  const bytes = Buffer.from(backup, 'latin1');
  bytes[bytes.length - 500] = (bytes[bytes.length - 500] ?? 0) ^ 1;
  expect(await tryOut(page, bytes.toString('latin1'))).toBe('backup-damaged');
  const databases = () => page.evaluate(() => indexedDB.databases());
  expect(await databases(), 'nothing is left of the trial').toEqual([]);
  expect(await bucketNames(page)).toEqual(['journal-1']);

  // Nor of one that was killed, also where a version before this one had it.
  const leave = async () => {
    await page.evaluate(async () => {
      const bucket = await Reflect.get(navigator, 'storageBuckets').open('trial');
      for (const place of [bucket.indexedDB, indexedDB]) {
        await new Promise((resolve) => {
          const opening = place.open('staff-journal-trial', 10);
          opening.onsuccess = () => resolve(opening.result.close());
        });
      }
    });
    expect(await databases()).toHaveLength(1);
  };
  const back = await elsewhere(page);
  await leave();
  await back();
  await page.evaluate(() => window.engine.prepare());
  await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
  expect([await databases(), await bucketNames(page)]).toEqual([[], ['journal-1']]);
  await leave();
  await page.evaluate((secret) => window.engine.protect(window.keychainOf(secret)), SECRET);
  expect([await databases(), await bucketNames(page)]).toEqual([[], ['journal-2']]);
});

function idsIn(archive: string): string[] {
  return [...archive.matchAll(/"id":\s*"([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '').sort();
}
