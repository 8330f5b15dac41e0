import { test } from '../support/engine.ts';
import { runAgainstModel } from '../support/model.ts';

// Half an hour on a machine of two processors that does nothing else.
test.setTimeout(3 * 60 * 60_000);

test('10,000 sequences of writing, deleting, undoing, importing and restoring agree with a model', async ({
  page,
}) => {
  await runAgainstModel(page, 10_000);
});
