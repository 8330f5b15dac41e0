import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { diskOf } from '../support/disk.ts';
import { scrolledOuter } from '../support/overflow.ts';
import { entryPage } from '../support/pages/entry.ts';
import { historyPage, writeText } from '../support/pages/history.ts';
import { journalPage } from '../support/pages/journal.ts';
import { placeOfStore } from '../support/raw-store.ts';
import { tabTo } from '../support/tab-to.ts';

const LONG = [
  'Builds took 31 minutes, and nobody owned the cache.',
  ...Array.from({ length: 12 }, (_, index) => `Step ${index}: measured it, and wrote it down.`),
  'It finally works.',
].join('\n');
const SHORT =
  'Builds took 31 minutes, and I owned the cache.\nStep 0: measured it, and wrote it down.';

/** A new entry that said `LONG` and says `SHORT` now. */
async function writtenOver(page: Page) {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Build cache');
  await writeText(page, LONG);
  await writeText(page, SHORT);
  return { entry, history: historyPage(page) };
}

/** Removes all versions from the store, as if they had been thinned out since they were listed. */
async function removeVersions(page: Page): Promise<void> {
  await placeOfStore(page);
  await page.evaluate(async () => {
    const place = await window.storePlace();
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = place.open('staff-journal');
      opening.onsuccess = () => resolve(opening.result);
    });
    const writing = database.transaction('versions', 'readwrite');
    writing.objectStore('versions').clear();
    await new Promise((resolve) => writing.addEventListener('complete', resolve));
    database.close();
  });
}

test('by keyboard: what changed is told, a version restored, and that undone', async ({ page }) => {
  const { entry, history } = await writtenOver(page);
  await tabTo(entry.button('History'));
  await page.keyboard.press('Enter');
  await expect(history.versions).toBeFocused();
  await expect(history.options).toHaveText([/^Now19 words$/, /^Today \d\d:\d\d\d+ words$/]);
  await expect(history.chosen).toHaveText(/^Today/);
  await expect(history.removed).toHaveText(['nobody', /^Step 1: .*It finally works\.\n$/s]);
  await expect(history.added).toHaveText(['I']);
  await expect(history.text).toContainText('Then, until now: 1 word added,');
  // Said to who does not see the lines through and under the words.
  await expect(history.text).toMatchAriaSnapshot(`
    - region "Version":
      - text: Builds took 31 minutes, and
      - deletion: "removed: nobody ,"
      - insertion: "added: I ,"
      - text: "owned the cache. Step 0: measured it, and wrote it down."
  `);
  await page.keyboard.press('ArrowUp');
  await expect(history.chosen).toHaveText(/^Now/);
  await expect(history.text).toContainText(SHORT);
  await expect(history.restoreButton).toBeDisabled();
  await page.keyboard.press('End');
  await expect(history.restoreButton).toBeEnabled();
  await page.keyboard.press('Enter');

  await expect(history.dialog).toBeHidden();
  await expect(entry.button('History')).toBeFocused();
  await expect(page.getByText(/^Restored the version of today \d\d:\d\d\.$/)).toBeVisible();
  expect(await entry.markdown()).toBe(LONG);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The entry says again what it said before.')).toBeVisible();
  await expect.poll(() => entry.markdown()).toBe(SHORT);
  // Nothing of this has lost a word: both are there to be restored.
  await history.open();
  await expect(history.options).toHaveCount(4);
  await page.keyboard.press('Escape');
  await expect(history.dialog).toBeHidden();
  await expect(entry.region).toBeVisible();
});

test('what was typed a moment ago is in it, and what changed beside the text', async ({ page }) => {
  const { entry, history } = await writtenOver(page);
  await entry.day.fill('2026-03-04');
  await entry.tag('mentor');
  await entry.scope.selectOption('Group');
  await entry.confidentiality.selectOption('Manager');
  await entry.people.fill('Ada, Grace');
  await entry.title.fill('The build cache');
  await entry.text.press('ControlOrMeta+End');
  await page.keyboard.type(' Typed.');
  await history.open();
  await expect(history.beside).toHaveText([
    /^Title.*The build.* cache$/,
    /^Day.* → Wed,? 4 Mar 2026$/,
    'CompetenciesMentoring',
    'ScopeNot said → Group',
    'PeopleAda, Grace',
    'ConfidentialityPrivate → Manager',
  ]);
  await expect(history.added.last()).toHaveText('Typed');
  await expect(history.dialog).toContainText('Who may read the entry, and whether it is pinned,');
  await history.show('Whole text');
  await expect(history.text).toContainText(LONG);
  await expect(history.text.getByRole('heading')).toHaveText('Build cache');
  await history.restoreButton.click();
  await expect(history.dialog).toBeHidden();
  await expect(entry.title).toHaveValue('Build cache');
  await expect(entry.people).toHaveValue('');
  await expect(entry.confidentiality).toHaveValue('manager');
});

test('axe finds nothing, wide and narrow, and long unchanged stretches unfold', async ({
  page,
}) => {
  const { history } = await writtenOver(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Most lines stay; the version is made by what is lost below.
  await writeText(page, `${LONG}\n${'More, of which nothing will be left. '.repeat(40)}`);
  await writeText(page, LONG.replace('finally', 'nearly'));
  await history.open();
  const folded = history.text.getByText('11 unchanged lines');
  await expect(folded).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await folded.press('Enter');
  await expect(history.text.getByText(/Step 3: .*Step 4: /s).last()).toBeVisible();
  await page.setViewportSize({ width: 400, height: 800 });
  expect(await scrolledOuter(page)).toEqual([]);
  expect(await axeViolations(page)).toEqual([]);
  await history.show('Whole text');
  expect(await axeViolations(page)).toEqual([]);
});

test('there is none yet, and the command says where one would be', async ({ page }) => {
  const journal = journalPage(page);
  const history = historyPage(page);
  const runCommand = async () => {
    await journal.openPalette();
    await journal.command.fill('history');
    await page.keyboard.press('Enter');
  };
  await journal.region.waitFor();
  await runCommand();
  await expect(page.getByText('Open an entry first, then its history.')).toBeVisible();
  const entry = entryPage(page);
  await entry.begin();
  await expect(entry.button('History')).toHaveCount(0);
  await runCommand();
  await expect(page.getByText('This entry has no history yet')).toBeVisible();
  await entry.title.fill('New');
  await entry.saved();
  await entry.title.focus();
  await runCommand();
  await expect(history.dialog).toContainText('No earlier versions yet');
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(history.dialog).toBeHidden();
  await expect(entry.title).toBeFocused();
});

test('in the trash it can be read, and not restored', async ({ page }) => {
  const { entry, history } = await writtenOver(page);
  const address = page.url();
  await entry.button('Delete entry').click();
  await journalPage(page).region.waitFor();
  await page.goto(address);
  await history.open();
  await expect(history.removed.filter({ hasText: /^nobody$/ })).toBeVisible();
  await expect(history.dialog).toContainText('The entry is in the trash.');
  await expect(history.restoreButton).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(history.dialog).toBeVisible();
});

test('a version that is gone, and words that cannot be saved: nothing is changed', async ({
  page,
}) => {
  const disk = await diskOf(page);
  const { entry, history } = await writtenOver(page);
  await writeText(page, LONG);
  await writeText(page, SHORT);
  await history.open();
  await expect(history.removed.first()).toHaveText('nobody');
  await removeVersions(page);
  await page.keyboard.press('End');
  await expect(history.text.getByRole('alert')).toContainText('This version is no longer kept.');
  await expect(history.restoreButton).toBeDisabled();
  await page.keyboard.press('ArrowUp');
  await expect(history.restoreButton).toBeEnabled();
  await history.restoreButton.click();
  await expect(history.dialog.getByRole('alert')).toContainText('Not restored. This version is');
  await expect(history.restoreButton).toBeFocused();
  await page.keyboard.press('Escape');

  await writeText(page, LONG);
  await writeText(page, SHORT);
  await disk.set('full');
  await entry.outcome.fill('Not saved');
  await expect(entry.status).toContainText('Not saved.');
  await history.open();
  await expect(history.beside).toHaveText('OutcomeNot saved');
  await history.restoreButton.click();
  await expect(history.dialog.getByRole('alert')).toContainText('Not restored. The disk is full.');
  await disk.set('free');
  await history.restoreButton.click();
  await expect(history.dialog).toBeHidden();
  expect(await entry.markdown()).toBe(LONG);
});
