import { test } from '../support/engine.ts';
import { drill } from '../support/restore-drill.ts';

test('10,000 entries and 1 GB of files come back from a backup as they were', async ({
  page,
  profile,
}) => {
  const entries = 10_000;
  const took = await drill(page, { entries, bytes: 1_000_000_000, folder: profile });
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  console.log(
    `0 differences; ${took.size} bytes backed up in ${seconds(took.backUp)}, restored in ${seconds(took.restore)}`,
  );
});
