import { expect, type Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import type { Visit } from './browser.ts';
import { importLines } from './protected-journal.ts';

/** What became of a journal whose browser was killed while it saved, again and again. */
export interface Killings {
  readonly acknowledged: number;
  /** Starts at which the store had lost something and was restored. */
  readonly restored: number;
}

const ENTRIES = 40;

/**
 * Saves entries one after the other, each several times, until the browser is killed at a random
 * moment; opens the journal again and looks for everything that was acknowledged. Fails at the first
 * that is missing or older than what was acknowledged.
 */
export async function killWhileSaving(journal: Visit, runs: number): Promise<Killings> {
  /** The highest number that was acknowledged, by id: the entry's text holds it. */
  const acknowledged = new Map<string, number>();
  let count = 0;
  let restored = 0;
  const drafts = Array.from({ length: ENTRIES }, (_, index) =>
    newEntry(new Date(Date.UTC(2026, 0, 1 + index)), { title: `Entry ${index}` }),
  );

  for (let run = 0; run < runs; run++) {
    const { page } = journal;
    await page.exposeFunction('acknowledge', (id: string, number: number) => {
      acknowledged.set(id, number);
      count++;
    });
    // Much at once makes the store write its files anew, which is when a kill harms most.
    if (run % 5 === 4) await importLines(page, 300);
    await page.evaluate(
      async ([drafts, first]) => {
        const tell: unknown = Reflect.get(window, 'acknowledge');
        if (typeof tell !== 'function') throw new Error('nobody hears');
        await window.opened;
        const save = async () => {
          for (let number = first; ; number++) {
            const draft = drafts[number % drafts.length];
            if (draft === undefined) return;
            const text = `${number} ${'words of a working day '.repeat(number % 90)}`;
            await window.engine.save({ ...draft, text });
            tell(draft.id, number);
          }
        };
        void save();
      },
      [drafts, run * 1_000_000 + 1] as const,
    );
    const before = count;
    await expect.poll(() => count - before, { timeout: 60_000 }).toBeGreaterThan(20);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2_500));
    await journal.kill();
    const again = await journal.reopen();
    if (await openOrRestore(again)) restored++;
    const texts = await again.evaluate(
      (ids) => Promise.all(ids.map(async (id) => (await window.engine.entry(id))?.text ?? '')),
      [...acknowledged.keys()],
    );
    for (const [index, [id, number]] of [...acknowledged].entries()) {
      const found = Number.parseInt(texts[index] ?? '', 10);
      expect(found, `run ${run}, entry ${id}`).toBeGreaterThanOrEqual(number);
    }
  }
  return { acknowledged: count, restored };
}

/** Opens the journal, restoring it where something was lost; whether it was. */
export async function openOrRestore(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const lost = await Promise.race([window.lost, window.opened.then(() => null)]);
    if (lost !== null) await window.engine.recover('restore');
    await window.opened;
    return lost !== null;
  });
}
