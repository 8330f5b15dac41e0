import { type About, readBackup } from '../../renderer/engine/backup.ts';
import type { SealedRow } from '../../renderer/engine/store.ts';
import { expect, test } from '../support/engine.ts';
import { everything, importLines } from '../support/protected-journal.ts';
import {
  bytesOf,
  deleteStore,
  elsewhere,
  flipped,
  readRaw,
  versionOfStore,
  withRecords,
  writeRaw,
} from '../support/raw-store.ts';
import { firstVersion, killWhileUpgrading } from '../support/upgrading.ts';

test.describe('alone', () => {
  test.use({ alone: true });

  /** A short run of tests/torture/upgrade-killed.spec.ts. */
  test('killed while the store of an older version takes its newest shape, nothing is lost', async ({
    journal,
  }) => {
    await killWhileUpgrading(journal, 2);
  });
});

test('a store of an older version is left as it is until it has been kept, and then has all that it had', async ({
  page,
}) => {
  await importLines(page, 120);
  const before = await everything(page);
  const back = await elsewhere(page);
  const older = firstVersion(await readRaw(page));
  await deleteStore(page);
  await writeRaw(page, older, { outside: 'kept' });
  await back();

  const backup = await page.evaluate(async () => {
    await window.older;
    const file = await window.engine.backUpOlder();
    return [...new Uint8Array((await file?.arrayBuffer()) ?? [])];
  });
  expect(await versionOfStore(page), 'no step was taken').toBe(older.version);
  const { about, rows } = await readInNode(backup);
  expect(about).toMatchObject({ version: 2, entries: 120, rows: 120, seq: 120 });
  const stored = (older.tables.entries ?? []).map(({ id, seq, sealed }) => [
    id,
    seq,
    bytesOf(sealed).toString('base64'),
  ]);
  expect(
    rows.map(({ id, seq, sealed }) => [id, seq, Buffer.from(sealed).toString('base64')]),
  ).toEqual(stored);

  await page.evaluate(() => window.engine.upgrade());
  expect(await everything(page)).toBe(before);
  expect(await versionOfStore(page)).toBe(20);
  // Not asked for again, and restoring it changes nothing.
  await page.reload();
  const preview = await page.evaluate(
    (bytes) => window.engine.previewRestore(new Blob([Uint8Array.from(bytes)]), null, null),
    backup,
  );
  expect(preview).toMatchObject({ entries: 120, foreign: false });
  for (const share of ['added', 'newer', 'older', 'removed'] as const) {
    expect(preview[share].count, share).toBe(0);
  }
});

test('a row that does not open is left out of what is kept, so that the rest can be restored', async ({
  page,
}) => {
  await importLines(page, 3);
  const back = await elsewhere(page);
  const older = firstVersion(await readRaw(page));
  await deleteStore(page);
  const damaged = withRecords(older, 'entries', (row, at) => (at === 1 ? flipped(row) : row));
  await writeRaw(page, damaged, { outside: 'kept' });
  await back();
  const entries = await page.evaluate(async () => {
    await window.older;
    const file = await window.engine.backUpOlder();
    await window.engine.upgrade();
    const preview = file && (await window.engine.previewRestore(file, null, null));
    return preview?.entries;
  });
  expect(entries).toBe(2);
});

test('a store that has lost its header is not taken for one that is kept', async ({ page }) => {
  await importLines(page, 3);
  const back = await elsewhere(page);
  const { version, tables } = firstVersion(await readRaw(page));
  await deleteStore(page);
  await writeRaw(page, { version, tables: { ...tables, journal: [] } }, { outside: 'kept' });
  await back();
  const refusal = await page.evaluate(async () => {
    await window.older;
    return window.engine.backUpOlder().then(
      () => 'kept',
      (error: Error) => error.name,
    );
  });
  expect(refusal).toBe('damaged');
});

async function readInNode(bytes: readonly number[]) {
  const backup = await readBackup(new Blob([Uint8Array.from(bytes)]));
  const rows: SealedRow[] = [];
  for await (const some of backup.rows()) rows.push(...some);
  const about: About = backup.about;
  return { about, rows };
}
