import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { newEntry } from '../../renderer/domain/entry.ts';
import type { ModelState, Step } from './model-journal.ts';

/** Sequences of steps, which the page takes on its engine and on a journal in memory (model-journal.ts). */

const ids = Array.from({ length: 6 }, (_, index) => newEntry(new Date(index)).id);
const id = fc.constantFrom(...ids);
const LONG = 'Much that was written, and that one key takes away. '.repeat(10);
const said = {
  id,
  title: fc.constantFrom('alpha', 'alpha beta', 'gamma'),
  text: fc.constantFrom('', 'delta', LONG, `${LONG} and more`),
  day: fc.constantFrom('2026-01-01', '2026-01-31', '2025-12-31'),
  pinned: fc.boolean(),
};

const step: fc.Arbitrary<Step | { readonly do: 'reload' }> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ do: fc.constant('save' as const), ...said }) },
  {
    weight: 20,
    arbitrary: fc.record({ do: fc.constantFrom('trash' as const, 'restore' as const), id }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('version' as const), id }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      entries: fc.uniqueArray(fc.record(said), { selector: ({ id }) => id, maxLength: 4 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('bring back' as const),
      way: fc.constantFrom('merge' as const, 'whole' as const),
    }),
  },
  {
    weight: 15,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'empty' as const,
        'undo import' as const,
        'back up' as const,
        'undo bring back' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload' as const) }) },
);

/**
 * Runs so many sequences of steps, each on a journal that has been emptied, so that one which fails can
 * be made shorter. fast-check says the seed and what is left of it. A sequence goes to the page whole,
 * or in as many parts as it loads the page anew.
 */
export async function runAgainstModel(page: Page, sequences: number): Promise<void> {
  await page.evaluate(() => window.opened);
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 20, size: 'max' }),
      async (steps) => {
        let state: ModelState | null = null;
        let part: Step[] = [];
        for (const one of steps) {
          if (one.do !== 'reload') {
            part.push(one);
            continue;
          }
          state = await take(page, part, state);
          part = [];
          await page.reload();
        }
        await take(page, part, state);
      },
    ),
    { numRuns: sequences },
  );
}

/** Takes these steps in the page, from where the model was left, and compares; null begins with an empty journal. */
function take(page: Page, steps: readonly Step[], state: ModelState | null): Promise<ModelState> {
  return page.evaluate(([steps, state]) => window.takeSteps(steps, state), [steps, state] as const);
}
