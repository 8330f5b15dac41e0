import { expect, test } from '../support/engine.ts';
import { killWhileProtecting } from '../support/killed-protection.ts';
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

/** A short run of tests/torture/protection-killed.spec.ts. */
test('the browser killed while who holds the key changes: all is there, attachments too, in one place', async ({
  journal,
}) => {
  const outcomes = await killWhileProtecting(journal, 4, { entries: 100, files: 2 });
  test.info().annotations.push({ type: 'opened with', description: JSON.stringify(outcomes) });
});
