import { open, readdir, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import type { Visit } from './browser.ts';
import { everything } from './protected-journal.ts';

const DAMAGES: Readonly<Record<string, (file: string, size: number) => Promise<void>>> = {
  'eight bytes flipped': (file, size) => overwrite(file, Math.random() * size, 8, true),
  'cut in half': (file, size) => truncate(file, Math.floor(size / 2)),
  zeroed: (file, size) => overwrite(file, 0, size, false),
  deleted: (file) => rm(file),
};

/** How often a damage did no harm, and how often the journal was restored, by kind of damage and file. */
export type Damages = Map<string, { harmless: number; restored: number }>;

/**
 * Damages one file of the store after the other while the browser is closed, each in every way,
 * and opens the journal after each. Fails when anything that was saved is not there then.
 * @param large whether there are some MB of entries, so that LevelDB has put them into tables (`.ldb`)
 *   and not only into its log
 */
export async function damageStore(
  journal: Visit,
  profile: string,
  runs: number,
  large = false,
): Promise<Damages> {
  const outcomes: Damages = new Map();
  for (let index = 0; index < 30; index++) await save(journal.page, `Entry ${index}`);
  if (large) await saveLarge(journal.page);
  const kinds = Object.entries(DAMAGES);
  for (let run = 0; run < runs; run++) {
    await save(journal.page, `Before damage ${run}`);
    const before = await everything(journal.page);
    await whole(journal.page);
    await journal.close();
    const files = await filesOfStore(profile);
    const [kind, damage] = kinds[run % kinds.length] ?? [];
    const file = files[Math.floor(run / kinds.length) % files.length];
    if (kind === undefined || damage === undefined || file === undefined)
      throw new Error('no file');
    await damage(file, (await stat(file)).size);
    const page = await journal.reopen();
    const restored = await wholeOrRestored(page);
    const what = `${kind}: ${kindOf(file)}`;
    expect(await everything(page), `run ${run}, ${what}`).toBe(before);
    const outcome = outcomes.get(what) ?? { harmless: 0, restored: 0 };
    outcome[restored ? 'restored' : 'harmless']++;
    outcomes.set(what, outcome);
  }
  return outcomes;
}

const save = (page: Page, title: string) =>
  page.evaluate((entry) => window.engine.save(entry), newEntry(new Date(), { title }));

/** Some 10 MB that do not compress, more than LevelDB ever keeps in a log; two of them too large for a table. */
async function saveLarge(page: Page): Promise<void> {
  const drafts = Array.from({ length: 500 }, (_, index) =>
    newEntry(new Date(), { title: `Large entry ${index}` }),
  );
  await page.evaluate(async (drafts) => {
    for (const [index, draft] of drafts.entries()) {
      const noise = crypto.getRandomValues(new Uint8Array(index < 2 ? 50_000 : 11_000));
      const text = [...noise].map((byte) => byte.toString(36)).join('');
      await window.engine.save({ ...draft, text });
    }
  }, drafts);
}

/** The second copy is made anew behind the first screen, and is not to be caught half made. */
const whole = (page: Page) => expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);

/** A value of more than 64 kB has a file of its own. */
const VALUE = /\bindexeddb\.blob\/.*\/[0-9a-f]+$/;

/** What a file of the store is. */
function kindOf(file: string): string {
  if (VALUE.test(file)) return 'large value';
  return path.extname(file) || path.basename(file).replace(/\d+/g, '');
}

/**
 * Waits until the journal is whole; what was lost, which may only show once all has been read, is
 * restored. Whether anything was.
 */
function wholeOrRestored(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    let restored = false;
    const recovered = window.lost.then(() => window.engine.recover('restore'));
    window.mended.then(() => {
      restored = true;
    });
    recovered.then(() => {
      restored = true;
    });
    for (const start = performance.now(); !window.mirrorKept; ) {
      if (performance.now() - start > 60_000) throw new Error('it is not whole');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return restored;
  });
}

/** Of the place where the store lies now: the newest bucket (renderer/engine/buckets.ts), or the origin's own. */
async function filesOfStore(profile: string): Promise<string[]> {
  const names = await readdir(path.join(profile, 'Default'), { recursive: true });
  const ofTables = /(?:^|\/)IndexedDB\/.*\.leveldb\/(?!LOCK$|LOG(\.old)?$)/;
  const files: string[] = [];
  for (const name of names.filter((name) => ofTables.test(name) || VALUE.test(name))) {
    if ((await stat(path.join(profile, 'Default', name))).isFile()) files.push(name);
  }
  const bucketOf = (name: string) => Number(/^WebStorage\/(\d+)\//.exec(name)?.[1] ?? 0);
  const newest = Math.max(...files.map(bucketOf));
  return files
    .filter((name) => bucketOf(name) === newest)
    .map((name) => path.join(profile, 'Default', name))
    .sort();
}

async function overwrite(file: string, at: number, length: number, flip: boolean): Promise<void> {
  const handle = await open(file, 'r+');
  const place = Math.floor(at);
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, place);
  const next = bytes.subarray(0, bytesRead).map((byte) => (flip ? byte ^ 0xff : 0));
  await handle.write(next, 0, next.length, place);
  await handle.close();
}
