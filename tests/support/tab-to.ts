import { expect, type Locator } from '@playwright/test';

/** Presses Tab until the focus is there: what a writer without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  await expect(async () => {
    await target.page().keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [0] });
}
