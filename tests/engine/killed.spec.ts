import { expect, test } from '../support/engine.ts';
import { killWhileResealing } from '../support/killed-resealing.ts';
import {
  endWorkerWhileSaving,
  killBrowser,
  killPage,
  killWhileSaving,
} from '../support/killing.ts';

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

test('the worker alone ended while saving: nothing is lost, and the page has another', async ({
  page,
}) => {
  const { acknowledged, restored } = await endWorkerWhileSaving(page, 2, 20_000);
  expect(acknowledged).toBeGreaterThan(0);
  expect(restored).toBe(0);
});

/** A short run of tests/torture/keychain-killed.spec.ts. */
test('the browser killed while the key changes: all is there, attachments too, in one place', async ({
  journal,
}) => {
  await killWhileResealing(journal, 3, { entries: 100, files: 2 });
});
