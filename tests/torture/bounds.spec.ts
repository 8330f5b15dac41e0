import { truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/engine.ts';
import { attach, saveWith } from '../support/files.ts';
import { type Hostile, hostileBackups, zipBomb } from '../support/hostile-files.ts';
import { tellsMemory, watchMemory } from '../support/memory.ts';
import { everything, importLines } from '../support/protected-journal.ts';
import { download, hand } from '../support/real-files.ts';

test.use({ alone: true });
test.skip(!tellsMemory, 'needs processes that tell of their memory');

const MB = 1024 * 1024;
/** A bad file is refused in this time. */
const REFUSED_MS = 5_000;
/** Below what the files are; most of it is what nobody has collected yet. */
const MOST_PAGES_MB = 192;

test('a file of 100 MB is attached, and one byte more is refused, a piece in memory at a time', async ({
  page,
  profile,
}) => {
  const file = path.join(profile, 'evidence.bin');
  await writeFile(file, Buffer.alloc(100 * MB, 'evidence'));
  const attaching = () =>
    page.evaluate(async () => {
      const [file] = window.handed;
      if (file === undefined) throw new Error('no file');
      return window.engine.attach(file, { name: file.name, type: '' }).then(
        ({ size }) => size,
        (error: Error) => error.name,
      );
    });
  const { result: attached } = await measured(page, '100 MB attached', file, attaching);
  expect(attached).toBe(100 * MB);
  await truncate(file, 100 * MB + 1);
  const { result: refusal, took } = await measured(page, '100 MB and a byte', file, attaching);
  expect(refusal).toBe('too-large');
  expect(took).toBeLessThan(REFUSED_MS);
});

test('bad backups of more than 100 MB are refused in time, some of them in memory, and the journal is as it was', async ({
  page,
  profile,
}) => {
  await importLines(page, 500);
  const attached = [];
  for (let seed = 1; seed <= 8; seed++) attached.push(await attach(page, { seed, size: 25 * MB }));
  await saveWith(page, attached);
  const { file, size } = await download(page, profile);
  expect(size).toBeGreaterThan(200 * MB);
  const before = await everything(page);

  const whole: Hostile = { what: 'whole', refusal: 'previewed', make: async () => file };
  for (const { what, refusal, make } of [...hostileBackups(file, size), whole]) {
    const { result: found, took } = await measured(page, what, await make(), () =>
      page.evaluate(async () => {
        const [file] = window.handed;
        if (file === undefined) throw new Error('no file');
        return window.engine.previewRestore(file, null, null).then(
          () => 'previewed',
          (error: Error) => error.name,
        );
      }),
    );
    expect(found, what).toBe(refusal);
    if (refusal !== 'previewed') expect(took, what).toBeLessThan(REFUSED_MS);
    // Or the next one would be a second preview.
    await page.evaluate(() => window.engine.cancelRestore());
  }
  expect((await everything(page)) === before, 'the journal is as it was').toBe(true);
});

test('a zip that is nothing but hollow is refused in time', async ({ page, profile }) => {
  await importLines(page, 3);
  const bomb = await zipBomb(profile, 512 * MB);
  const { result: found, took } = await measured(page, 'a zip that would be 512 MB', bomb, () =>
    page.evaluate(async () => {
      const [file] = window.handed;
      if (file === undefined) throw new Error('no file');
      return window.engine.previewImport(file).then(
        () => 'previewed',
        (error: Error) => error.name,
      );
    }),
  );
  expect(found).toBe('unknown-format');
  expect(took).toBeLessThan(REFUSED_MS);
});

/** Hands a file to the page as a writer does, does something with it, and prints what that took. */
async function measured<T>(
  page: Page,
  what: string,
  file: string,
  run: () => Promise<T>,
): Promise<{ result: T; took: number }> {
  await hand(page, file);
  const growth = await watchMemory(page);
  const start = performance.now();
  const result = await run();
  const took = performance.now() - start;
  const { pages, browser } = await growth();
  console.log(`${what}: ${Math.round(took)} ms, pages +${pages} MB, browser +${browser} MB`);
  expect(pages, what).toBeLessThan(MOST_PAGES_MB);
  return { result, took };
}
