import { test } from '../support/engine.ts';
import { killWhileUpgrading } from '../support/upgrading.ts';

test.use({ alone: true });

/** A short run of tests/torture/upgrade-killed.spec.ts. */
test('killed while the store of an older version takes its newest shape, nothing is lost', async ({
  journal,
}) => {
  await killWhileUpgrading(journal, 2);
});
