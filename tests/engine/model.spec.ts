import fc from 'fast-check';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { NO_FILTER } from '../../renderer/engine/contract.ts';
import { compareItems, itemOf } from '../../renderer/engine/item.ts';
import { expect, test } from '../support/engine.ts';

type Step =
  | ({ readonly do: 'save'; readonly id: string } & Pick<Entry, 'title' | 'day' | 'pinned'>)
  | { readonly do: 'trash'; readonly id: string }
  | { readonly do: 'restore'; readonly id: string }
  | { readonly do: 'empty' }
  | { readonly do: 'reload' };

const ids = Array.from({ length: 6 }, (_, index) => newEntry(new Date(index)).id);
const id = fc.constantFrom(...ids);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('save' as const),
    id,
    title: fc.constantFrom('alpha', 'alpha beta', 'gamma'),
    day: fc.constantFrom('2026-01-01', '2026-01-31', '2025-12-31'),
    pinned: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('trash' as const, 'restore' as const), id }),
  fc.record({ do: fc.constantFrom('empty' as const, 'reload' as const) }),
);

test('write, trash, restore, empty and reopen agree with a model in memory', async ({ page }) => {
  const model = new Map<string, Entry>();
  const run = async (steps: Step[]) => {
    for (const one of steps) {
      if (one.do === 'save') {
        const { do: _do, ...fields } = one;
        const entry = { ...newEntry(new Date(0)), ...fields };
        await page.evaluate((entry) => window.engine.save(entry), entry);
        model.set(one.id, { ...entry, deleted: model.get(one.id)?.deleted ?? null });
      } else if (one.do === 'empty') {
        await page.evaluate(() => window.engine.emptyTrash());
        for (const [id, { deleted }] of model) if (deleted !== null) model.delete(id);
      } else if (one.do === 'reload') {
        await page.reload();
      } else {
        const failure = page.evaluate(
          ([what, id]) =>
            window.engine[what](id).then(
              () => null,
              (error: Error) => error.name,
            ),
          [one.do, one.id] as const,
        );
        const entry = model.get(one.id);
        expect(await failure).toBe(entry === undefined ? 'not-found' : null);
        if (entry !== undefined) {
          model.set(one.id, { ...entry, deleted: one.do === 'trash' ? 'now' : null });
        }
      }
    }
    const told = await page.evaluate(async (filter) => {
      const ask = async (search: string, trash: boolean) => {
        const list = await window.engine.list({ search, filter, trash });
        return list.read === 1 ? list.rows.map(({ id }) => id) : null;
      };
      // Right after a reload search may still be reading; it says so, and is asked again.
      for (;;) {
        const beta = await ask('beta', false);
        if (beta !== null) return { all: await ask('', false), beta, trash: await ask('', true) };
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }, NO_FILTER);
    const living = [...model.values()].filter(({ deleted }) => deleted === null);
    const sorted = living.map((entry) => itemOf(entry, 0)).sort(compareItems);
    expect(told.all).toEqual(sorted.map(({ id }) => id));
    expect(told.beta).toEqual(
      sorted.filter(({ title }) => title.includes('beta')).map(({ id }) => id),
    );
    expect([...(told.trash ?? [])].sort()).toEqual(
      [...model.values()]
        .filter(({ deleted }) => deleted !== null)
        .map(({ id }) => id)
        .sort(),
    );
  };
  // One journal through all runs: each goes on where the one before left it.
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), run), {
    numRuns: 40,
    endOnFailure: true,
  });
});
