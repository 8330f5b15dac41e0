import { test } from '../support/engine.ts';
import { runAgainstModel } from '../support/model.ts';

/** A short run of tests/torture/model.spec.ts. */
test('whatever is done in whatever order, the journal says what a model in memory says', async ({
  page,
}) => {
  await runAgainstModel(page, 30);
});
