import type { Page } from '@playwright/test';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';

/** What the keychain of most tests wraps with (page-keychain.ts). */
export const SECRET = 'this account on this computer';

/** Adds so many entries, whose text has the word `body`. */
export async function importLines(page: Page, count: number): Promise<void> {
  await page.evaluate(async (count) => {
    const lines = Array.from({ length: count }, (_, index) =>
      JSON.stringify({
        day: '2026-01-05',
        title: `Line ${index}`,
        body: `body ${index} `.repeat(40),
      }),
    );
    await window.engine.previewImport(new Blob([lines.join('\n')]));
    await window.engine.commitImport({ goodLinesOnly: false });
  }, count);
}

/** All that the journal says and has said: its entries, those in the trash too, and their earlier versions. */
export function everything(page: Page): Promise<string> {
  return page.evaluate(async (query) => {
    const ids: string[] = [];
    for (const trash of [false, true]) {
      const { id, total } = await window.engine.list({ ...query, trash });
      ids.push(...(await window.engine.rows(id, 0, total)).map((row) => row.id));
    }
    const earlier = ids.sort().map(async (id) => {
      const versions = await window.engine.versions(id);
      return Promise.all(versions.map(({ seq }) => window.engine.version(id, seq)));
    });
    const archive = await window.engine.archive();
    // With files it is a zip, which says when it was made; without, all in one breath.
    const entries: unknown[] =
      archive.type === 'application/json'
        ? JSON.parse(await archive.text()).entries
        : await Promise.all(ids.map((id) => window.engine.entry(id)));
    return JSON.stringify([entries, (await Promise.all(earlier)).flat()]);
  }, WHOLE_JOURNAL);
}

/** Opens a journal whose key this keychain holds. */
export async function unlock(page: Page, secret = SECRET): Promise<void> {
  await page.evaluate(async (secret) => {
    await window.locked;
    await window.engine.unlock(window.keychainOf(secret));
  }, secret);
}
