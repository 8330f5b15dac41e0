import { expect, test } from '../support/engine.ts';
import { type Killings, killBrowser, killPage, killWhileSaving } from '../support/killing.ts';

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

function tell({ acknowledged, restored, slowest }: Killings): void {
  console.log(
    `${acknowledged} acknowledged saves, 0 lost; restored at ${restored} starts; open again after ${Math.round(slowest)} ms at the most`,
  );
}
