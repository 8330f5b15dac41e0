import { expect, test } from '../support/engine.ts';
import { drill } from '../support/restore-drill.ts';

/** A short run of tests/torture/restore-drill.spec.ts. */
test('1,000 entries and 50 MB of files come back from a backup as they were', async ({
  page,
  profile,
}) => {
  const { size } = await drill(page, { entries: 1_000, bytes: 50_000_000, folder: profile });
  expect(size).toBeGreaterThan(50_000_000);
});
