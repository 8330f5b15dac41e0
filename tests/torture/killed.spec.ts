import { expect, test } from '../support/engine.ts';
import {
  endWorkerWhileSaving,
  type Killings,
  killBrowser,
  killPage,
  killWhileSaving,
} from '../support/killing.ts';

test.use({ alone: true });

test('the browser killed 50 times while saving: nothing that was acknowledged is lost or older', async ({
  journal,
}) => {
  const killings = await killWhileSaving(journal, 50, killBrowser, 850);
  tell(killings);
  expect(killings.acknowledged).toBeGreaterThan(1_000);
});

test('the page killed 20 times while saving: nothing that was acknowledged is lost or older', async ({
  journal,
}) => {
  tell(await killWhileSaving(journal, 20, killPage, 400));
});

test('the worker alone ended 20 times while saving: nothing is lost, and within 5 s the page has another', async ({
  page,
}) => {
  const killings = await endWorkerWhileSaving(page, 20, 5_000);
  tell(killings);
  console.log(`${killings.refused} saves were under way and refused`);
  expect(killings.refused).toBeGreaterThan(0);
});

function tell({ acknowledged, restored, slowest }: Killings): void {
  console.log(
    `${acknowledged} acknowledged saves, 0 lost; restored at ${restored} starts; open again after ${Math.round(slowest)} ms at the most`,
  );
}
