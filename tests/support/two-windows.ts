import { expect, type Page } from '@playwright/test';
import { witnessOf } from './engine-witness.ts';
import { entryPage } from './pages/entry.ts';
import { journalPage } from './pages/journal.ts';
import { takeoverPage } from './pages/takeover.ts';

/** How many engines hold the journal, and how many wait for it. */
export const locks = (page: Page) =>
  page.evaluate(async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    const ours = (all: LockInfo[]) => all.filter(({ name }) => name === 'staff-journal').length;
    return { held: ours(held), pending: ours(pending) };
  });

/**
 * Opens two windows at the same moment, again and again; each time one takes the journal over from
 * the other. Fails when both have it, when both write, or when a word is lost.
 */
export async function openTwiceAtOnce(page: Page, rounds: number): Promise<void> {
  await journalPage(page).region.waitFor();
  const home = page.url();
  await page.goto(new URL('/capture.html', home).href);
  const context = page.context();
  const writes = await witnessOf(context, page);
  const titles: string[] = [];

  for (let round = 1; round <= rounds; round++) {
    const [left, right] = [await context.newPage(), await context.newPage()];
    await Promise.all([left.goto(home), right.goto(home)]);
    const owner = await Promise.any(
      [left, right].map(async (tab) => {
        await journalPage(tab).newEntry.waitFor();
        await journalPage(tab).region.waitFor();
        return tab;
      }),
    );
    const other = owner === left ? right : left;
    await takeoverPage(other).waiting.waitFor();
    expect(await locks(page)).toEqual({ held: 1, pending: 1 });

    const entry = entryPage(owner);
    await entry.begin();
    const title = `Round ${round} of ${rounds}`;
    await entry.title.fill(title);
    titles.push(title);
    await takeoverPage(other).useHere.click();
    await expect(journalPage(other).entry(title)).toBeVisible();
    await expect(takeoverPage(owner).closed).toBeVisible();
    expect(await locks(page)).toEqual({ held: 1, pending: 0 });

    const further = entryPage(other);
    await further.open(title);
    await further.title.fill(`${title}, and on`);
    await Promise.all([left.close(), right.close()]);
    await expect.poll(() => locks(page)).toEqual({ held: 0, pending: 0 });
  }

  // Each engine wrote, and none wrote again once another one had.
  const engines = (await writes())
    .toSorted((a, b) => a.at - b.at)
    .map(({ engine }) => engine)
    .filter((engine, index, all) => engine !== all[index - 1]);
  expect(engines).toHaveLength(rounds * 2);
  expect(new Set(engines).size).toBe(rounds * 2);

  await page.goto(home);
  const journal = journalPage(page);
  for (const title of titles) await expect(journal.entry(`${title}, and on`)).toHaveCount(1);
  await expect(journal.status(`${rounds} entries`)).toBeVisible();
}
