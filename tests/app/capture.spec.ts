import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import type { Visit } from '../support/browser.ts';
import { diskOf } from '../support/disk.ts';
import { capturePage } from '../support/pages/capture.ts';
import { entryPage } from '../support/pages/entry.ts';
import { journalPage } from '../support/pages/journal.ts';

/** Quick capture beside the journal, in a window of the size that Electron gives it. */
async function openCapture(page: Page): Promise<Page> {
  const origin = new URL(page.url()).origin;
  const capture = await page.context().newPage();
  await capture.setViewportSize({ width: 560, height: 320 });
  await capture.goto(`${origin}/capture.html`);
  return capture;
}

/** The same while no page has the journal open; going `home` opens it again. */
async function openCaptureAlone(page: Page, visit: Visit) {
  await journalPage(page).region.waitFor();
  const home = page.url();
  const quick = await openCapture(page);
  visit.expectProblem(/404/);
  await page.goto(new URL('/nothing', home).href);
  return { home, quick };
}

test('words and a competency become an entry by keyboard alone', async ({ page }) => {
  const journal = journalPage(page);
  await journal.region.waitFor();
  const quick = await openCapture(page);
  const capture = capturePage(quick);
  await expect(capture.text).toBeFocused();
  await quick.keyboard.type('Unblocked the search team');
  await quick.keyboard.press('Shift+Enter');
  await quick.keyboard.press('Shift+Enter');
  await quick.keyboard.type('  They ship on Monday.');
  await quick.keyboard.press('Tab');
  await expect(capture.addCompetency).toBeFocused();
  await quick.keyboard.type('multi');
  await quick.keyboard.press('Enter');
  await expect(capture.competencies).toHaveText([/^Multiplying others/]);
  await quick.keyboard.press('Enter');
  await expect(capture.status).toHaveText('Saved');
  await expect(capture.text).toHaveValue('');
  await expect(capture.text).toBeFocused();
  await expect(capture.competencies).toHaveCount(0);

  const entry = entryPage(page);
  await expect(journal.entries).toHaveText([/Unblocked the search team.*Multiplying others/]);
  await entry.open('Unblocked the search team');
  expect(await entry.markdown()).toBe('  They ship on Monday.');
  await expect(entry.confidentiality).toHaveValue('private');
  await expect(entry.competencies.getByRole('listitem')).toHaveText([/^Multiplying others/]);
});

test('each save makes one entry, and one without words makes none', async ({ page }) => {
  const journal = journalPage(page);
  await journal.region.waitFor();
  const quick = await openCapture(page);
  const capture = capturePage(quick);
  await capture.text.press('Enter');
  await capture.text.fill(' \n ');
  await capture.save.click();
  await capture.addCompetency.fill('mentoring');
  await capture.addCompetency.press('Enter');
  await capture.addCompetency.press('Enter');
  await expect(capture.status).toHaveText('');

  for (const words of ['First', 'Second']) {
    await capture.text.fill(words);
    await capture.text.press('Enter');
    await expect(capture.text).toHaveValue('');
    await expect(capture.status).toHaveText('Saved');
  }
  await expect(journal.entries).toHaveText([/Second/, /First.*Mentoring/]);
});

test('Escape closes an open list first, and keeps what is written', async ({ page }) => {
  const quick = await openCapture(page);
  const capture = capturePage(quick);
  await capture.text.fill('Half a thought');
  await capture.addCompetency.fill('m');
  await expect(capture.options.first()).toBeVisible();
  await quick.keyboard.press('Escape');
  await expect(capture.options.first()).toBeHidden();
  await quick.keyboard.press('Escape');
  await expect(capture.text).toHaveValue('Half a thought');
  await expect(journalPage(page).entries).toHaveCount(0);

  // Back in the window, one goes on writing.
  await quick.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(capture.text).toBeFocused();
  await quick.keyboard.type(', and the rest');
  await expect(capture.text).toHaveValue('Half a thought, and the rest');
});

test('the list of competencies can be used in so small a window', async ({ page }) => {
  const quick = await openCapture(page);
  const capture = capturePage(quick);
  await capture.addCompetency.click();
  await quick.keyboard.press('ArrowUp');
  const marked = quick.getByRole('option', { selected: true });
  await expect(marked).toHaveText('Global initiatives');
  await expect(marked).toBeInViewport({ ratio: 1 });
  await expect(quick.getByText('A migration or standard agreed')).toBeInViewport({ ratio: 1 });
  await marked.click();
  await expect(capture.competencies).toHaveText([/^Global initiatives/]);
  expect(await axeViolations(quick)).toEqual([]);
});

test('words wait for a journal that is not open, and are saved when it is', async ({
  page,
  journal: visit,
}) => {
  const { home, quick } = await openCaptureAlone(page, visit);
  const capture = capturePage(quick);

  await capture.text.fill('Nobody is there');
  await capture.text.press('Enter');
  await expect(capture.status).toContainText('Saving…');
  await expect(capture.status).toContainText('Not saved yet: the journal is not open.');
  await expect(capture.text).toHaveValue('Nobody is there');
  expect(await axeViolations(quick)).toEqual([]);

  await page.goto(home);
  await expect(capture.status).toHaveText('Saved');
  await expect(capture.text).toHaveValue('');
  await expect(journalPage(page).entries).toHaveText([/Nobody is there/]);
});

test('words changed while they wait are not saved before the writer says so', async ({
  page,
  journal: visit,
}) => {
  const { home, quick } = await openCaptureAlone(page, visit);
  const capture = capturePage(quick);
  await capture.text.fill('Half');
  await capture.text.press('Enter');
  await expect(capture.status).toContainText('Not saved yet');
  await capture.text.fill('Half, and a half');
  await page.goto(home);
  await journalPage(page).region.waitFor();
  await capture.text.press('Enter');
  await expect(capture.status).toHaveText('Saved');
  await expect(journalPage(page).entries).toHaveText([/Half, and a half/]);
});

test('a full disk: the words stay, the reason is said, and room is all it takes', async ({
  page,
}) => {
  await journalPage(page).region.waitFor();
  const disk = await diskOf(page);
  await journalPage(page).region.waitFor();
  const quick = await openCapture(page);
  const capture = capturePage(quick);
  await disk.set('full');
  await capture.text.fill('No room');
  await capture.addCompetency.fill('mentoring');
  await capture.addCompetency.press('Enter');
  await capture.addCompetency.press('Enter');
  await expect(capture.status).toContainText('Not saved. The disk is full.');
  await expect(capture.text).toHaveValue('No room');
  await expect(capture.competencies).toHaveCount(1);
  expect(await axeViolations(quick)).toEqual([]);

  await disk.set('free');
  await capture.save.click();
  await expect(capture.status).toHaveText('Saved');
  await expect(journalPage(page).entries).toHaveText([/No room.*Mentoring/]);
});

test('closing the tab asks while there are words in it', async ({ page }) => {
  const quick = await openCapture(page);
  await capturePage(quick).text.pressSequentially('Wait');
  const asked = quick.waitForEvent('dialog');
  await quick.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await capturePage(quick).text.press('Enter');
  await expect(capturePage(quick).status).toHaveText('Saved');
  const closed = quick.waitForEvent('close');
  await quick.close({ runBeforeUnload: true });
  await closed;
});

test('what an input method composes is not sent by the Enter that ends it', async ({ page }) => {
  const quick = await openCapture(page);
  const capture = capturePage(quick);
  const devTools = await quick.context().newCDPSession(quick);
  await devTools.send('Input.imeSetComposition', {
    text: 'にほん',
    selectionStart: 3,
    selectionEnd: 3,
  });
  await capture.text.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await devTools.send('Input.insertText', { text: '日本' });
  await expect(capture.text).toHaveValue('日本');
  await expect(capture.status).toHaveText('');
  await capture.text.press('Enter');
  await expect(capture.status).toHaveText('Saved');
});

test('axe finds nothing on quick capture, and no word is checked outside', async ({ page }) => {
  const quick = await openCapture(page);
  const capture = capturePage(quick);
  expect(await axeViolations(quick)).toEqual([]);
  await capture.text.fill('Words');
  await capture.addCompetency.fill('re');
  expect(await axeViolations(quick)).toEqual([]);
  for (const field of [capture.text, capture.addCompetency]) {
    await expect(field).toHaveAttribute('spellcheck', 'false');
    await expect(field).toHaveAttribute('autocomplete', 'off');
  }
});
