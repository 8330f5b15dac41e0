import { killWhileBackingUp } from '../support/killed-backups.ts';
import { expect, test } from '../support/shell.ts';

/** A short run of tests/torture/killed-backups.spec.ts. */
test('killed while it keeps backups, a whole one is there, and nothing else under that name', async ({
  launch,
  folder,
}) => {
  const { acknowledged } = await killWhileBackingUp(launch, folder, 2);
  expect(acknowledged).toBeGreaterThanOrEqual(2);
});
