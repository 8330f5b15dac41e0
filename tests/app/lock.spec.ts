import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { diskOf } from '../support/disk.ts';
import { heapsOf } from '../support/heap.ts';
import { capturePage } from '../support/pages/capture.ts';
import { entryPage } from '../support/pages/entry.ts';
import { journalPage } from '../support/pages/journal.ts';
import { protectionPage } from '../support/pages/protection.ts';
import { settingsPage } from '../support/pages/settings.ts';

const PASSPHRASE = 'tepid lantern quarry mosaic';
const CANARIES = {
  title: 'Zwergspitzmaus',
  text: 'Uferschnepfe',
  people: 'Wendehals',
  searched: 'Rohrdommel',
} as const;

test('locking leaves no word in the heaps of page and worker, and all is there again', async ({
  page,
}) => {
  const protection = await protect(page);
  const [journal, entry] = [journalPage(page), entryPage(page)];
  await journal.search.fill(CANARIES.searched);
  await entry.begin();
  await entry.title.fill(CANARIES.title);
  await entry.people.fill(CANARIES.people);
  await entry.text.click();
  await page.keyboard.insertText(`${CANARIES.text} `.repeat(20));
  await page.keyboard.press('Control+z');
  await page.keyboard.insertText(CANARIES.text);
  await expect(page).toHaveTitle('Staff Journal');
  expect(found((await heapsOf(page)).texts)).toEqual(
    expect.arrayContaining(Object.values(CANARIES)),
  );

  // At once: what stands there was typed less than a rest ago.
  await page.keyboard.insertText(' to the last word');
  const replaced = page.waitForEvent('domcontentloaded').then(() => performance.now());
  await page.keyboard.press('ControlOrMeta+Shift+L');
  const locked = await replaced;
  await expect(protection.passphrase).toBeFocused();
  const heaps = await heapsOf(page);
  expect(heaps.at - locked, 'within 2 seconds').toBeLessThan(2_000);
  expect(heaps.texts, 'of the page and of its worker').toHaveLength(2);
  expect(found(heaps.texts)).toEqual([]);
  await expect(page).toHaveTitle('Staff Journal');
  expect(await axeViolations(page)).toEqual([]);
  await expect(page.getByRole('region')).toHaveCount(0);

  // Nor does the way back lead to what was there.
  await page.goBack();
  await expect(protection.passphrase).toBeVisible();
  await protection.passphrase.fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await journal.goTo('Journal');
  await entry.open(CANARIES.title);
  expect(await entry.markdown()).toBe(`${CANARIES.text} to the last word`);
  await page.goBack();
  await expect(journal.entry(CANARIES.title)).toBeVisible();
});

test('it is locked when nothing was done for five minutes, or as long as is set', async ({
  page,
}) => {
  const journal = journalPage(page);
  await journal.region.waitFor();
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.getByText('Nothing protects the journal yet')).toBeVisible();
  await page.clock.install();
  const protection = await protect(page);
  const unlocked = async () => {
    await protection.passphrase.fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(entry.title).toBeVisible();
  };
  const entry = entryPage(page);
  await entry.begin();
  await page.clock.fastForward('04:50');
  await entry.title.press('W');
  await page.clock.fastForward('04:50');
  await entry.title.pressSequentially('ritten');
  await page.clock.fastForward('05:10');
  await expect(protection.locked).toBeVisible();
  await unlocked();
  await expect(entry.title).toHaveValue('Written');

  const settings = settingsPage(page);
  await settings.open();
  await settings.privacy.getByRole('button', { name: 'Lock now' }).click();
  await expect(protection.locked).toBeVisible();
  await protection.passphrase.fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  const after = settings.privacy.getByLabel('Lock when nothing was done for');
  await after.selectOption('Never');
  await page.clock.fastForward('10:00:00');
  await expect(after).toHaveValue('null');
  await after.selectOption('1 minute');
  expect(await axeViolations(page)).toEqual([]);
  await page.clock.fastForward('01:10');
  await expect(protection.locked).toBeVisible();
});

test('a journal that cannot save stays open and says so; quick capture is taken while it is locked', async ({
  page,
}) => {
  await journalPage(page).region.waitFor();
  const disk = await diskOf(page);
  const protection = await protect(page);
  const [journal, entry] = [journalPage(page), entryPage(page)];
  await entry.begin();
  await disk.set('full');
  await entry.title.fill('Not on the disk yet');
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.getByText(/^The journal is not locked\. What is written/)).toBeVisible();
  await expect(entry.title).toHaveValue('Not on the disk yet');
  await expect(entry.title).toBeFocused();
  await disk.set('free');
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(protection.locked).toBeVisible();

  const quick = await page.context().newPage();
  await quick.goto(new URL('/capture.html', page.url()).href);
  const capture = capturePage(quick);
  await capture.text.fill('While it was locked');
  await capture.text.press('Enter');
  await expect(capture.status).toHaveText('Saved. It joins the journal when that is unlocked.');
  await protection.passphrase.fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^1 entry captured while/)).toBeVisible();
  await journal.goTo('Journal');
  await expect(journal.entries).toHaveText([/While it was locked/, /Not on the disk yet/]);
});

test('titles are blurred until they are hovered or focused, and read out as ever', async ({
  page,
}) => {
  const [journal, entry] = [journalPage(page), entryPage(page)];
  for (const title of ['First', 'Second']) {
    await entry.begin();
    await entry.title.fill(title);
    await entry.saved();
  }
  const settings = settingsPage(page);
  await settings.open();
  await settings.privacy
    .getByRole('checkbox', { name: 'Blur titles until hovered or focused' })
    .check();
  await journal.goTo('Journal');
  await page.reload();
  const [first, second] = [journal.entry('First'), journal.entry('Second')];
  const filterOf = (title: string) => journal.entry(title).getByText(title).evaluate(filter);
  await expect(first).toBeVisible();
  await expect(second).toBeVisible();
  expect(await filterOf('First')).toContain('blur');
  await first.hover();
  expect([await filterOf('First'), await filterOf('Second')]).toEqual([
    'none',
    expect.stringContaining('blur'),
  ]);
  await page.mouse.move(0, 0);
  await second.focus();
  await page.keyboard.press('ArrowDown');
  await expect(first).toBeFocused();
  expect(await filterOf('First')).toBe('none');
  await expect(journal.links).toHaveText([/Second/, /First/]);
  expect(await axeViolations(page)).toEqual([]);

  await journal.openPalette();
  await journal.command.fill('blur');
  await page.keyboard.press('Enter');
  await expect(journal.palette).toBeHidden();
  expect(await filterOf('Second')).toBe('none');
});

function filter(element: Element): string {
  return getComputedStyle(element).filter;
}

/** Sets a passphrase; without a recovery key. */
async function protect(page: Page) {
  const protection = protectionPage(page);
  await protection.setFirst(PASSPHRASE);
  await page.getByRole('button', { name: 'Not now' }).click();
  return protection;
}

/** Which of the canaries are in there, and of what opens the journal. */
function found(heaps: readonly string[]): string[] {
  return [...Object.values(CANARIES), PASSPHRASE].filter((word) =>
    heaps.some((heap) => heap.includes(word)),
  );
}
