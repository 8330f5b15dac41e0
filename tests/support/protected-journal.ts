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
    const said = ids.sort().map(async (id) => {
      const versions = await window.engine.versions(id);
      const earlier = versions.map(({ seq }) => window.engine.version(id, seq));
      return [await window.engine.entry(id), ...(await Promise.all(earlier))];
    });
    return JSON.stringify(await Promise.all(said));
  }, WHOLE_JOURNAL);
}

/** Opens a journal whose key this keychain holds. */
export async function unlock(page: Page, secret = SECRET): Promise<void> {
  await page.evaluate(async (secret) => {
    await window.locked;
    await window.engine.unlock(window.keychainOf(secret));
  }, secret);
}
