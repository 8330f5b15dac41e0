import { test } from '../support/engine.ts';
import { killWhileUpgrading } from '../support/upgrading.ts';

test.use({ alone: true });

test('killed 40 times while the store takes its newest shape: nothing is lost', async ({
  journal,
}) => {
  await killWhileUpgrading(journal, 40);
});
