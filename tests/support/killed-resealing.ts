import { expect } from '@playwright/test';
import type { Visit } from './browser.ts';
import { attach, type Content, compared, saveWith } from './files.ts';
import { everything, importLines, SECRET, unlock } from './protected-journal.ts';
import { bucketNames } from './raw-store.ts';

/** What a journal has whose key is changed. */
export interface Filled {
  readonly entries: number;
  /** Of one chunk and a half each. */
  readonly files: number;
}

/**
 * Protects a journal and kills the browser meanwhile, each time at another moment, spread over all of
 * it and beyond: it takes longer in a browser that has just begun. Fails when anything is missing afterwards, or lies in two places.
 * @returns which key it opened with, the old or the new
 */
export async function killWhileResealing(
  journal: Visit,
  runs: number,
  { entries, files }: Filled,
): Promise<string[]> {
  await importLines(journal.page, entries);
  const attached = new Map<string, Content>();
  for (let seed = 1; seed <= files; seed++) {
    const content = { seed, size: 1_500_000 };
    const file = await attach(journal.page, content);
    await saveWith(journal.page, [file]);
    attached.set(file.id, content);
  }
  const before = await everything(journal.page);
  const takes = await journal.page.evaluate(async (secret) => {
    const keychain = window.keychainOf(secret);
    const start = performance.now();
    await window.engine.protect(keychain);
    const end = performance.now();
    await window.engine.unprotect(keychain);
    return end - start;
  }, SECRET);

  const outcomes: string[] = [];
  for (let run = 0; run < runs; run++) {
    const moment = takes * ((run + Math.random()) / runs) * 1.5;
    const isDone = await journal.page.evaluate(
      async ([secret, moment]) => {
        let isDone = false;
        window.engine.protect(window.keychainOf(secret)).then(() => {
          isDone = true;
        });
        await new Promise((resolve) => setTimeout(resolve, moment));
        return isDone;
      },
      [SECRET, moment] as const,
    );
    await journal.kill();

    const page = await journal.reopen();
    const state = await page.evaluate(() =>
      Promise.race([window.opened.then(() => 'old'), window.locked.then(() => 'new')]),
    );
    if (isDone) expect(state, `run ${run}, which was over`).toBe('new');
    if (state === 'new') await unlock(page);
    const { list, rebuilt, recovered } = await page.evaluate(() => window.opened);
    expect({ rebuilt, recovered }, `run ${run}`).toEqual({ rebuilt: null, recovered: null });
    expect(list.total, `run ${run}`).toBe(entries + files);
    expect((await everything(page)) === before, `run ${run}, all is there`).toBe(true);
    expect(await bucketNames(page), `run ${run}`).toHaveLength(1);
    // Once what is left outside of either has been swept.
    await page.evaluate(() => window.engine.prepare());
    await expect.poll(() => page.evaluate(() => window.mirrorKept)).toBe(true);
    for (const [id, content] of attached) {
      expect(await compared(page, id, content), `run ${run}`).toBe('same');
    }
    outcomes.push(isDone ? 'new (over)' : state);
    if (state === 'new') {
      await page.evaluate((secret) => window.engine.unprotect(window.keychainOf(secret)), SECRET);
    }
  }
  expect(await namesOfContents(journal), 'nothing is left outside').toHaveLength(files);
  return outcomes;
}

async function namesOfContents({ page }: Visit): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const names: string[] = [];
    const folder = await root.getDirectoryHandle('staff-journal');
    for await (const name of folder.keys()) if (name.startsWith('blob-')) names.push(name);
    return names;
  });
}
