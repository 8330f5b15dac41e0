import { expect, type Page } from '@playwright/test';
import type { Visit } from './browser.ts';
import { everything, importLines } from './protected-journal.ts';
import { deleteStore, elsewhere, type RawStore, readRaw, writeRaw } from './raw-store.ts';

/** The first version of the store, as Dexie numbers them, and the tables it had. */
const FIRST = 10;
const FIRST_TABLES = ['journal', 'entries', 'pages'];

/** The longest that a store takes to be kept and opened, on a slow machine. */
const LONGEST_MS = 400;

/**
 * Opens a store of the first version and kills the browser meanwhile, at another moment each time.
 * Fails when anything that was written is missing or other after the next start.
 */
export async function killWhileUpgrading(journal: Visit, runs: number): Promise<void> {
  await importLines(journal.page, 100);
  const before = await everything(journal.page);
  const back = await elsewhere(journal.page);
  const newest = await readRaw(journal.page);
  await back();
  for (let run = 0; run < runs; run++) {
    const { page } = journal;
    const goBack = await elsewhere(page);
    await deleteStore(page);
    await writeRaw(page, firstVersion(newest), { outside: 'kept' });
    goBack()
      .then(
        () => openOrUpgrade(page),
        () => undefined,
      )
      .catch(() => undefined);
    const moment = (LONGEST_MS * (run + Math.random())) / runs;
    await new Promise((resolve) => setTimeout(resolve, moment));
    await journal.kill();

    const again = await journal.reopen();
    await openOrUpgrade(again);
    const { rebuilt, recovered } = await again.evaluate(() => window.opened);
    expect({ rebuilt, recovered }, `run ${run}`).toEqual({ rebuilt: null, recovered: null });
    expect((await everything(again)) === before, `run ${run}, all is there`).toBe(true);
    const goOn = await elsewhere(again);
    const { version, tables } = await readRaw(again);
    expect(version).toBe(newest.version);
    expect(tables.entries, `run ${run}`).toEqual(newest.tables.entries);
    await goOn();
  }
}

/** Opens the journal; a store of an older version is kept and upgraded, as the app does it. */
export function openOrUpgrade(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const isOlder = await Promise.race([window.older.then(() => true), window.opened]);
    if (isOlder !== true) return;
    await window.engine.backUpOlder();
    await window.engine.upgrade();
    await window.opened;
  });
}

/** The same store as the first version of the app would have it. */
export function firstVersion({ tables }: RawStore): RawStore {
  const kept = FIRST_TABLES.map((name) => [name, tables[name] ?? []] as const);
  return { version: FIRST, tables: Object.fromEntries(kept) };
}
