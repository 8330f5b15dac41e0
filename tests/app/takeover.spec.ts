import type { Page } from '@playwright/test';
import { ASK_LASTS_MS } from '../../renderer/views/takeover/channel.ts';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { diskOf } from '../support/disk.ts';
import { capturePage } from '../support/pages/capture.ts';
import { entryPage } from '../support/pages/entry.ts';
import { journalPage } from '../support/pages/journal.ts';
import { takeoverPage } from '../support/pages/takeover.ts';
import { locks, openTwiceAtOnce } from '../support/two-windows.ts';

/** Another window, on the journal that the first one has. */
async function openSecond(first: Page): Promise<Page> {
  await journalPage(first).region.waitFor();
  const second = await first.context().newPage();
  await second.goto(new URL('/', first.url()).href);
  await takeoverPage(second).waiting.waitFor();
  return second;
}

test('words that are not saved yet arrive whole in the window that takes over', async ({
  page,
}) => {
  const second = await openSecond(page);
  const entry = entryPage(page);
  await entry.begin();
  const text = 'Every word of it. '.repeat(400);
  await entry.title.fill('Half a sentence');
  await entry.text.fill(text);
  // At once: what stands there was typed less than a rest ago.
  await takeoverPage(second).useHere.click();
  const there = entryPage(second);
  await there.open('Half a sentence');
  expect(await there.markdown()).toBe(text);

  const left = takeoverPage(page);
  await expect(left.closed).toBeVisible();
  await expect(entry.region).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  expect(await locks(page)).toEqual({ held: 1, pending: 0 });
});

test('the journal goes back and forth, and what each wrote is there', async ({ page }) => {
  const second = await openSecond(page);
  const [here, there] = [takeoverPage(page), takeoverPage(second)];
  expect(await axeViolations(second)).toEqual([]);
  await there.useHere.focus();
  await second.keyboard.press('Enter');
  const written = entryPage(second);
  await written.begin();
  await written.title.fill('In the second');

  await here.useHere.click();
  await expect(there.closed).toBeVisible();
  await journalPage(page).entry('In the second').waitFor();
  const back = entryPage(page);
  await back.begin();
  await back.title.fill('In the first');

  await there.useHere.click();
  await expect(here.closed).toBeVisible();
  // Back in the entry that was on its screen.
  await expect(written.title).toHaveValue('In the second');
  await written.close();
  await expect(journalPage(second).entries).toHaveCount(2);
  // Loaded anew by the writer, a window only waits.
  await page.reload();
  await expect(here.waiting).toBeVisible();
  await expect(here.said).toHaveText('');
  await second.close();
  await expect(back.title).toHaveValue('In the first');
});

test('a window that cannot save keeps the journal, and the other one says why', async ({
  page,
}) => {
  const disk = await diskOf(page);
  const second = await openSecond(page);
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Before');
  await entry.saved();
  await disk.set('full');
  await entry.title.fill('During');

  const there = takeoverPage(second);
  await there.useHere.click();
  await expect(there.said).toContainText('The other window keeps the journal');
  await expect(there.said).toContainText('The disk is full.');
  await expect(there.said).toContainText('stays on its screen');
  expect(await axeViolations(second)).toEqual([]);

  // The writer goes on where they were.
  await expect(entry.title).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type(' and on');
  await expect(entry.title).toHaveValue('During and on');
  await disk.set('free');
  await there.useHere.click();
  await expect(journalPage(second).entry('During and on')).toBeVisible();
  await expect(takeoverPage(page).closed).toBeVisible();
});

test('a window that is closed while it is asked leaves the journal to the one that asked', async ({
  page,
}) => {
  const second = await openSecond(page);
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Shut');
  await entry.saved();
  // The button may be gone already: then the journal is open there.
  const press = (buttons: (HTMLElement | SVGElement)[]) => {
    for (const button of buttons) if (button instanceof HTMLElement) button.click();
  };
  await Promise.all([takeoverPage(second).useHere.evaluateAll(press), page.close()]);
  await expect(journalPage(second).entry('Shut')).toBeVisible();
});

test('a window that does not answer is not robbed, and can be closed', async ({ page }) => {
  const second = await openSecond(page);
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Frozen');
  await entry.saved();
  // A page that hears nothing until its cookie is gone; its engine goes on all the same.
  await page.context().addCookies([{ name: 'busy', value: 'yes', url: page.url() }]);
  const busy = page.evaluate(() => {
    while (document.cookie.includes('busy=yes'));
  });

  const there = takeoverPage(second);
  await there.useHere.click();
  await expect(there.said).toContainText('The other window does not answer.');
  await expect(there.said).toContainText('Close it');
  expect(await axeViolations(second)).toEqual([]);
  expect(await locks(second)).toEqual({ held: 1, pending: 1 });

  // Awake again, it hears old questions, and does not give the journal to one that nobody asks any more.
  await second.waitForTimeout(ASK_LASTS_MS);
  await page.context().clearCookies();
  await busy;
  await entry.title.fill('Awake');
  await entry.saved();
  await expect(takeoverPage(page).closed).toHaveCount(0);
  await there.useHere.click();
  await expect(journalPage(second).entry('Awake')).toBeVisible();
});

test('of three windows the one that asks gets the journal', async ({ page }) => {
  const second = await openSecond(page);
  const third = await openSecond(page);
  // The second is the next in line.
  await takeoverPage(third).useHere.click();
  await expect(journalPage(third).region).toBeVisible();
  await expect(takeoverPage(page).closed).toBeVisible();
  await expect(takeoverPage(second).closed).toBeVisible();
  expect(await locks(third)).toEqual({ held: 1, pending: 0 });
});

test('quick capture hands its words to whichever window has the journal', async ({ page }) => {
  const second = await openSecond(page);
  const quick = await page.context().newPage();
  await quick.goto(new URL('/capture.html', page.url()).href);
  const capture = capturePage(quick);
  await capture.text.fill('To the first');
  await capture.text.press('Enter');
  await expect(capture.status).toHaveText('Saved');

  await takeoverPage(second).useHere.click();
  // Sent while nobody may have it.
  await capture.text.fill('To the second');
  await capture.text.press('Enter');
  await expect(capture.status).toHaveText('Saved');
  await expect(journalPage(second).entries).toHaveText([/To the second/, /To the first/]);
});

/** A short run of tests/torture/two-windows.spec.ts. */
test('two windows opened at the same moment: one has the journal, and every word is kept', async ({
  page,
}) => {
  await openTwiceAtOnce(page, 2);
});
