import { test } from '../support/engine.ts';
import { killWhileSaving } from '../support/killing.ts';

test.use({ alone: true });

/** A short run of tests/torture/killed.spec.ts. */
test('killed while saving: nothing that was acknowledged is lost', async ({ journal }) => {
  await killWhileSaving(journal, 3);
});
