import { expect, test } from '../support/shell.ts';

test('a second start ends at once and leaves the journal to the first', async ({ host, page }) => {
  await expect(page).toHaveTitle('Staff Journal');
  const noticed = host.evaluate(
    ({ app }) => new Promise<boolean>((resolve) => app.on('second-instance', () => resolve(true))),
  );
  expect(await host.startAgain()).toBe(0);
  expect(await noticed).toBe(true);
  expect(host.windows()).toHaveLength(1);
});
