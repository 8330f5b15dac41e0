import type { Locator } from '@playwright/test';

/** More than any screen has: beyond, the focus goes round without ever coming by. */
const ENOUGH = 300;

/** Presses Tab until the focus is there: what a writer without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < ENOUGH; presses++) {
    await target.page().keyboard.press('Tab');
    if (await target.evaluate((element) => element.matches(':focus'))) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}
