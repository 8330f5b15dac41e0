import { expect, test } from '../support/engine.ts';
import { everything, importLines, SECRET, unlock } from '../support/protected-journal.ts';

const RUNS = 10;
const ENTRIES = 300;

test('killed at any moment of protecting, it opens with the old key or the new one, and all is there', async ({
  journal,
}) => {
  await importLines(journal.page, ENTRIES);
  const before = await everything(journal.page);
  const takes = await journal.page.evaluate(async (secret) => {
    const keychain = window.keychainOf(secret);
    const start = performance.now();
    await window.engine.protect(keychain);
    const end = performance.now();
    await window.engine.unprotect(keychain);
    return end - start;
  }, SECRET);

  const outcomes = [];
  for (let run = 0; run < RUNS; run++) {
    // Spread over all of it, and a little beyond.
    const moment = takes * ((run + Math.random()) / RUNS) * 1.1;
    await journal.page.evaluate(
      ([secret, moment]) => {
        void window.engine.protect(window.keychainOf(secret));
        return new Promise<void>((resolve) => setTimeout(resolve, moment));
      },
      [SECRET, moment] as const,
    );
    await journal.kill();

    const page = await journal.reopen();
    const state = await page.evaluate(() =>
      Promise.race([window.opened.then(() => 'old'), window.locked.then(() => 'new')]),
    );
    if (state === 'new') await unlock(page);
    const { list, rebuilt } = await page.evaluate(() => window.opened);
    expect(rebuilt, `run ${run}`).toBeNull();
    expect(list.total, `run ${run}`).toBe(ENTRIES);
    expect(await everything(page), `run ${run}`).toBe(before);
    outcomes.push(state);
    if (state === 'new') {
      await page.evaluate((secret) => window.engine.unprotect(window.keychainOf(secret)), SECRET);
    }
  }
  test.info().annotations.push({ type: 'opened with', description: outcomes.join(' ') });
});
