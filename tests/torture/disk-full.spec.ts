import type { Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { KEEPS_STORAGE } from '../../scripts/app-window.mjs';
import { SILENT_SWITCHES } from '../../scripts/silence.mjs';
import { browserPath } from '../support/command.ts';
import { expect } from '../support/engine.ts';
import { openOrRestore } from '../support/killing.ts';
import { canMount, test } from '../support/small-disk.ts';

// As the app window does it, and in the browser that heeds it: the headless shell does not.
const launchOptions = {
  executablePath: browserPath(),
  args: ['--no-sandbox', ...SILENT_SWITCHES, KEEPS_STORAGE],
};
test.use({ alone: true, launchOptions });
test.skip(!canMount, 'needs to mount a disk in memory');

const RUNS = 20;

/** Saves until the first one fails; answers the ids of those that did not, and how the last one failed. */
function saveUntilRefused(page: Page, run: number): Promise<{ ids: string[]; refusal: string }> {
  const drafts = Array.from({ length: 3_000 }, (_, index) =>
    newEntry(new Date(), { title: `Run ${run}, entry ${index}` }),
  );
  return page.evaluate(async (drafts) => {
    const ids: string[] = [];
    for (const draft of drafts) {
      // Nothing that compresses.
      const noise = crypto.getRandomValues(new Uint8Array(30_000));
      const text = [...noise].map((byte) => byte.toString(36)).join('');
      try {
        await window.engine.save({ ...draft, text });
      } catch (error) {
        return { ids, refusal: error instanceof Error ? error.name : String(error) };
      }
      ids.push(draft.id);
    }
    return { ids, refusal: 'none' };
  }, drafts);
}

test('a disk that is full while saving, 20 times: the first failed save is told, none that was acknowledged is lost', async ({
  journal,
  disk,
}) => {
  const acknowledged = new Set<string>();
  const outcomes: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    await disk.fill(600_000);
    const { ids, refusal } = await saveUntilRefused(journal.page, run);
    expect(refusal, `run ${run}`).toMatch(/^(?:disk-full|store-unavailable)$/);
    for (const id of ids) acknowledged.add(id);

    // While it is full, and once there is room again.
    const full = await journal.reopen();
    const state = await full.evaluate(() =>
      Promise.race([
        window.opened.then(
          () => 'opens',
          (error: Error) => error.name,
        ),
        window.lost.then(({ why }) => why),
      ]),
    );
    await disk.free();
    const page = await journal.reopen();
    const restored = await openOrRestore(page);
    outcomes.push(`${ids.length} saved, ${refusal}, full: ${state}${restored ? ', restored' : ''}`);
    const missing = await page.evaluate(
      async (ids) => {
        const found = await Promise.all(ids.map((id) => window.engine.entry(id)));
        return ids.filter((_, index) => found[index] === null);
      },
      [...acknowledged],
    );
    expect(missing, `run ${run}: ${outcomes.at(-1)}`).toEqual([]);
    // Or the small disk would be full of what has been shown.
    await page.evaluate(async (ids) => {
      for (const id of ids) await window.engine.trash(id);
      await window.engine.emptyTrash();
    }, ids.slice(5));
    for (const id of ids.slice(5)) acknowledged.delete(id);
  }
  console.log(outcomes.join('\n'));
});
