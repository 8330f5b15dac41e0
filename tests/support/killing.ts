import { expect, type Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import type { Visit } from './browser.ts';
import { importLines } from './protected-journal.ts';
import { endWorker, rememberWorkers } from './workers.ts';

/** What became of a journal that was killed while it saved, again and again. */
export interface Killings {
  readonly acknowledged: number;
  /** Starts at which the store had lost something and was restored. */
  readonly restored: number;
  /** The longest that the journal took to be open again, in milliseconds. */
  readonly slowest: number;
}

/** Ends something by force, and opens the journal in another page. */
type Kill = (journal: Visit, page: Page) => Promise<Page>;

/** The whole browser, as a power cut would. */
export const killBrowser: Kill = async (journal) => {
  await journal.kill();
  return journal.reopen();
};

/** The process of the page alone, with the engine in it; the browser goes on. */
export const killPage: Kill = async (_, page) => {
  const crashed = page.waitForEvent('crash');
  const devTools = await page.context().newCDPSession(page);
  devTools.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await page.context().newPage();
  await next.goto(page.url());
  await page.close();
  return next;
};

const ENTRIES = 40;

/**
 * Saves entries one after the other, each several times, until it is killed at a random moment; opens
 * the journal again and looks for everything that was acknowledged. Fails at the first
 * that is missing or older than what was acknowledged.
 * @param most saves of a run
 */
export async function killWhileSaving(
  journal: Visit,
  runs: number,
  kill: Kill,
  most: number,
): Promise<Killings> {
  /** The highest number that was acknowledged, by id: the entry's text holds it. */
  const acknowledged = new Map<string, number>();
  let count = 0;
  let restored = 0;
  let slowest = 0;
  let { page } = journal;
  const drafts = Array.from({ length: ENTRIES }, (_, index) =>
    newEntry(new Date(Date.UTC(2026, 0, 1 + index)), { title: `Entry ${index}` }),
  );

  for (let run = 0; run < runs; run++) {
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
    const until = count + 1 + Math.random() * most;
    await expect.poll(() => count, { timeout: 120_000, intervals: [5] }).toBeGreaterThan(until);
    page = await kill(journal, page);
    const start = performance.now();
    if (await openOrRestore(page)) restored++;
    slowest = Math.max(slowest, performance.now() - start);
    const texts = await page.evaluate(
      (ids) => Promise.all(ids.map(async (id) => (await window.engine.entry(id))?.text ?? '')),
      [...acknowledged.keys()],
    );
    for (const [index, [id, number]] of [...acknowledged].entries()) {
      const found = Number.parseInt(texts[index] ?? '', 10);
      expect(found, `run ${run}, entry ${id}`).toBeGreaterThanOrEqual(number);
    }
  }
  return { acknowledged: count, restored, slowest };
}

/** As long as an engine has to live to be replaced by itself (renderer/engine/client.ts), and a little more. */
const SOUND_MS = 1_200;

/**
 * Saves entries one after the other while the engine's worker is ended at random moments, again and
 * again; the page stays, and what was under way is refused. Fails when anything that was acknowledged is
 * missing or older once the page has an engine again.
 * @param within how long that may take, in milliseconds
 */
export async function endWorkerWhileSaving(
  page: Page,
  runs: number,
  within: number,
): Promise<Killings & { readonly refused: number }> {
  await rememberWorkers(page);
  const drafts = Array.from({ length: ENTRIES }, (_, index) =>
    newEntry(new Date(Date.UTC(2026, 0, 1 + index)), { title: `Entry ${index}` }),
  );
  await page.evaluate(async (drafts) => {
    await window.opened;
    const saving = { number: 0, acknowledged: new Map<string, number>(), refused: 0, stop: false };
    const save = async () => {
      while (!saving.stop) {
        const number = ++saving.number;
        const draft = drafts[number % drafts.length];
        if (draft === undefined) return;
        const text = `${number} ${'words of a working day '.repeat(number % 90)}`;
        await window.engine.save({ ...draft, text }).then(
          () => saving.acknowledged.set(draft.id, number),
          () => saving.refused++,
        );
      }
    };
    Object.assign(window, { saving, saved: save() });
  }, drafts);

  let slowest = 0;
  for (let run = 0; run < runs; run++) {
    await new Promise((resolve) => setTimeout(resolve, SOUND_MS + Math.random() * 500));
    const start = performance.now();
    await endWorker(page);
    // Answered by another engine, or not at all.
    await page.evaluate(() => window.engine.lastSeq().catch(() => window.engine.lastSeq()));
    const took = performance.now() - start;
    expect(took, `run ${run}`).toBeLessThan(within);
    slowest = Math.max(slowest, took);
    const older = await page.evaluate(olderThanAcknowledged);
    expect(older, `run ${run}`).toEqual([]);
  }
  const { acknowledged, refused } = await page.evaluate(async () => {
    const { saving, saved } = window as unknown as Saving;
    saving.stop = true;
    await saved;
    return { acknowledged: saving.number - saving.refused, refused: saving.refused };
  });
  await page.reload();
  const restored = await openOrRestore(page);
  return { acknowledged, refused, restored: Number(restored), slowest };
}

interface Saving {
  readonly saving: {
    readonly number: number;
    readonly acknowledged: ReadonlyMap<string, number>;
    readonly refused: number;
    stop: boolean;
  };
  readonly saved: Promise<void>;
}

/** Runs in the page: the ids of entries that say less than was acknowledged. */
async function olderThanAcknowledged(): Promise<string[]> {
  const { saving } = window as unknown as Saving;
  const older: string[] = [];
  for (const [id, number] of [...saving.acknowledged]) {
    const text = (await window.engine.entry(id))?.text ?? '';
    if (!(Number.parseInt(text, 10) >= number)) older.push(id);
  }
  return older;
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
