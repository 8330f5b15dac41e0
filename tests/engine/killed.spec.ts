import { test } from '../support/engine.ts';
import { killWhileResealing } from '../support/killed-resealing.ts';
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

/** A short run of tests/torture/keychain-killed.spec.ts. */
test('the browser killed while the key changes: all is there, attachments too, in one place', async ({
  journal,
}) => {
  await killWhileResealing(journal, 3, { entries: 100, files: 2 });
});
