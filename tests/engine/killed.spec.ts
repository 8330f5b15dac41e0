import { test } from '../support/engine.ts';
import { killBrowser, killPage, killWhileSaving } from '../support/killing.ts';

test.use({ alone: true });

/** Short runs of tests/torture/killed.spec.ts. */
test('the browser killed while saving: nothing that was acknowledged is lost', async ({
  journal,
}) => {
  await killWhileSaving(journal, 2, killBrowser, 60);
});

test('the page killed while saving: nothing that was acknowledged is lost', async ({ journal }) => {
  await killWhileSaving(journal, 2, killPage, 60);
});
