import type { Page } from '@playwright/test';

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

/** All that the journal says and has said: its archive, and the earlier versions of every entry. */
export function everything(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const archive = await (await window.engine.archive()).text();
    const { entries }: { entries: { id: string }[] } = JSON.parse(archive);
    const earlier = entries.map(async ({ id }) => {
      const versions = await window.engine.versions(id);
      return Promise.all(versions.map(({ seq }) => window.engine.version(id, seq)));
    });
    return archive + JSON.stringify((await Promise.all(earlier)).flat());
  });
}

/** Opens a journal whose key this keychain holds. */
export async function unlock(page: Page, secret = SECRET): Promise<void> {
  await page.evaluate(async (secret) => {
    await window.locked;
    await window.engine.unlock(window.keychainOf(secret));
  }, secret);
}
