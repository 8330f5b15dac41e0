import { expect, test } from '../support/app.ts';
import { diskOf } from '../support/disk.ts';
import { entryPage } from '../support/pages/entry.ts';
import { journalPage } from '../support/pages/journal.ts';
import { endWorker, rememberWorkers } from '../support/workers.ts';

test('typed, and the page closed at once: the words are there', async ({ journal, page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Quick');
  await entry.text.fill('before the door shut');
  // As when a tab is closed from outside: nobody is asked.
  await page.close();
  const again = entryPage(await journal.reopen());
  await again.open('Quick');
  expect(await again.markdown()).toBe('before the door shut');
});

test('closing asks while something cannot be saved, and staying loses nothing', async ({
  page,
}) => {
  const disk = await diskOf(page);
  const entry = entryPage(page);
  await entry.begin();
  await disk.set('full');
  await entry.title.fill('Stay');
  await expect(entry.status).toContainText('Not saved.');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await disk.set('free');
  await entry.button('Try now').click();
  await entry.saved();
  // Now nothing is asked any more.
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('going elsewhere in the app saves what is on the screen', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Half a');
  await entry.saved();
  await entry.title.fill('Half a second');
  await page.goBack();
  await entry.open('Half a second');
});

test('a full disk: the words stay, the reason is said, and room is all it takes', async ({
  journal,
  page,
}) => {
  const disk = await diskOf(page);
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Before');
  await entry.saved();

  await disk.set('full');
  await entry.title.fill('During');
  await expect(entry.status).toContainText('Not saved. The disk is full.');
  await entry.text.fill('still writing');
  await expect(entry.title).toHaveValue('During');
  await entry.button('Try now').click();
  await expect(entry.status).toContainText('Not saved. The disk is full.');

  // Left for the journal, the words are kept and named there.
  await entry.close();
  await expect(page.getByText('An entry is not saved yet. The disk is full.')).toBeVisible();
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(entry.title).toHaveValue('During');

  await disk.set('free');
  // Nobody presses anything: it is tried again by itself.
  await expect(entry.status).toHaveText('Saved', { timeout: 35_000 });
  const again = entryPage(await journal.reopen());
  await again.open('During');
  expect(await again.markdown()).toBe('still writing');
});

test('a copy of the words can be had while they cannot be saved', async ({ page }) => {
  const disk = await diskOf(page);
  const entry = entryPage(page);
  await entry.begin();
  await disk.set('full');
  await entry.title.fill('Title');
  await entry.text.fill('and *text*');
  await entry.button('Copy text').click();
  await expect(page.getByText('Copied.')).toBeVisible();
  await entry.text.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
  expect(await entry.markdown()).toBe('Title\n\nand *text*');
  await disk.set('free');
  await entry.button('Try now').click();
  await entry.saved();
});

test('a deleted entry comes back by Undo, and from the trash', async ({ page }) => {
  const entry = entryPage(page);
  const entries = page.getByRole('region', { name: 'Entries' });
  await entry.begin();
  await entry.title.fill('Gone and back');
  await entry.button('Delete entry').click();
  await entries.waitFor();
  await expect(entries.getByText('Gone and back')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await entry.open('Gone and back');
  await entry.saved();

  const address = page.url();
  await entry.button('Delete entry').click();
  await entries.waitFor();
  await page.goto(address);
  await expect(entry.region).toContainText('In the trash since');
  await expect(entry.button('Delete entry')).toHaveCount(0);
  await expect(entry.outcome).toBeDisabled();
  await expect(entry.title).not.toBeEditable();
  await entry.button('Restore').click();
  await entry.title.fill('Back again');
  await entry.saved();
  await entry.close();
  await expect(entries).toContainText('Back again');
});

test('a wrong day is explained where it stands and holds up nothing else', async ({
  journal,
  page,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Dated');
  await entry.day.fill('2026-05-04');
  await entry.through.fill('2026-05-01');
  await expect(entry.region).toContainText('Through is before the day');
  await entry.outcome.fill('saved all the same');
  await expect(entry.status).toHaveText('Saved, but for what is marked below');
  await entry.through.fill('2026-05-09');
  await entry.saved();
  await entry.day.press('Backspace');
  await expect(entry.region).toContainText('Day is not a day of the calendar');
  await expect(entry.status).toHaveText('Saved, but for what is marked below');

  const again = entryPage(await journal.reopen());
  await again.open('Dated');
  await expect(again.day).toHaveValue('2026-05-04');
  await expect(again.through).toHaveValue('2026-05-09');
  await expect(again.outcome).toHaveValue('saved all the same');
});

test('an address that leads to no entry says so', async ({ page }) => {
  await page.goto(`${page.url()}#/entry/0198c0de-0000-7000-8000-000000000000`);
  const { region } = entryPage(page);
  await expect(region).toContainText('There is no such entry');
  await region.getByRole('button', { name: 'Back to the journal' }).click();
  await page.getByRole('region', { name: 'Entries' }).waitFor();
});

test('NUL and half a surrogate pair are made harmless, and the rest is kept', async ({
  journal,
  page,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('a\u0000b\ud800c');
  await entry.text.fill('x\u0000y\udc00z <script>alert(1)</script> __proto__');
  await entry.saved();
  const again = entryPage(await journal.reopen());
  await again.open('\ufffdc');
  await expect(again.title).toHaveValue('a\ufffdb\ufffdc');
  expect(await again.markdown()).toBe('x\ufffdy\ufffdz <script>alert(1)</script> __proto__');
});

test('100,000 characters are pasted, written in and kept', async ({ journal, page }) => {
  const line = `${'Lorem ipsum *dolor* sit amet. '.repeat(10)}\n`;
  const long = line.repeat(Math.ceil(100_000 / line.length));
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Long');
  await entry.text.focus();
  await entry.text.evaluate((box, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, long);
  await entry.saved();
  await entry.text.press('Control+Home');
  await entry.text.pressSequentially('0123456789');
  await entry.saved();
  const again = entryPage(await journal.reopen());
  await again.open('Long');
  await expect(again.text.locator('.cm-line').first()).toHaveText(/^0123456789Lorem ipsum/);
});

test('what stores the journal ends: the words and the cursor stay, and are saved by another engine', async ({
  page,
}) => {
  await rememberWorkers(page);
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Before');
  await entry.saved();
  // As long as an engine has to live to be replaced by itself.
  await page.waitForTimeout(1_200);
  await endWorker(page);
  const restarted = page.getByText(
    'What stores the journal had stopped, and has been started again.',
  );
  await page.keyboard.press('End');
  await page.keyboard.type(' and after');
  await expect(entry.status).toHaveText('Saved', { timeout: 5_000 });
  await expect(restarted).toBeVisible();
  await expect(entry.title).toBeFocused();

  // One that ends again at once is not replaced for ever: the writer is asked.
  await endWorker(page);
  const problem = page.getByRole('alert').filter({ hasText: 'The journal cannot be reached' });
  await expect(problem).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(entry.title).toHaveValue('Before and after');
  await entry.text.fill('and once more');
  await entry.saved();
  await entry.close();
  const journal = journalPage(page);
  await expect(journal.status('1 entry')).toBeVisible();
  await page.reload();
  await entry.open('Before and after');
  expect(await entry.markdown()).toBe('and once more');
});
