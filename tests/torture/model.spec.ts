import { test } from '../support/engine.ts';
import { runAgainstModel } from '../support/model.ts';

// Twenty minutes on a machine of two processors.
test.setTimeout(60 * 60_000);

test('10,000 sequences of writing, deleting, undoing, importing and restoring agree with a model', async ({
  page,
}) => {
  await runAgainstModel(page, 10_000);
});
