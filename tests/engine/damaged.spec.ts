import { damageStore } from '../support/damaging.ts';
import { expect, test } from '../support/engine.ts';

test.use({ alone: true });

/** A short run of tests/torture/damaged.spec.ts: one file in each way. */
test('a damaged store is noticed and restored, and never an empty journal', async ({
  journal,
  profile,
}) => {
  const outcomes = await damageStore(journal, profile, 4);
  expect([...outcomes.values()].some(({ restored }) => restored > 0)).toBe(true);
});
