import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { journalPage } from '../support/pages/journal.ts';
import { placeOfStore } from '../support/raw-store.ts';

const TWO = lines(
  { day: '2026-02-03', title: 'Wrote the guide', body: 'x', competencies: ['best-practices'] },
  { day: '2026-02-03', title: 'Shadowed a director', body: 'y' },
);

test('the palette runs any command by name, and gives the focus back', async ({ page }) => {
  const journal = journalPage(page);
  await journal.search.focus();
  await journal.openPalette();
  await expect(journal.command).toBeFocused();
  await journal.command.fill('c');
  await expect(journal.commands).toHaveText([/^Command palette/, /^Go to Cal/, /^Go to Comp/]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Competencies', level: 1 })).toBeVisible();
  await journal.openPalette();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(journal.palette).toBeHidden();

  await journal.openPalette();
  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect(page.getByText('Nothing protects the journal yet')).toBeVisible();
  // A toast can be pressed over a dialog, and nothing that begins in the dialog closes it.
  await journal.palette.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('Nothing protects the journal yet')).toBeHidden();
  await journal.palette.getByRole('heading').hover();
  await page.mouse.down();
  await page.mouse.move(2, 2);
  await page.mouse.up();
  await expect(journal.command).toBeVisible();
  await page.mouse.click(2, 2);
  await expect(journal.palette).toBeHidden();

  await journal.openPalette();
  await journal.command.fill('find');
  await page.keyboard.press('Enter');
  await expect(journal.search).toBeFocused();
});

test('shortcuts begin an entry, go to screens, and are listed', async ({ page }) => {
  await journalPage(page).region.waitFor();
  await page.keyboard.press('ControlOrMeta+2');
  await expect(page.getByRole('region', { name: 'Calendar' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+n');
  await expect(page.getByRole('region', { name: 'Entry', exact: true })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+/');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('New entry');
  expect(await axeViolations(page)).toEqual([]);
});

test('the trash gives back, and empties only when told twice', async ({ page }) => {
  const journal = journalPage(page);
  await importPage(page).take({ name: 'two.jsonl', content: TWO });
  await journal.goTo('Journal');
  await journal.entry('Wrote the guide').click();
  await page.getByRole('button', { name: 'Delete entry' }).click();
  await expect(journal.status('1 entry')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(journal.status('2 entries')).toBeVisible();

  await journal.entry('Wrote the guide').click();
  await page.getByRole('button', { name: 'Delete entry' }).click();
  await page.getByRole('link', { name: 'Trash (1)' }).click();
  const deleted = page.getByRole('region', { name: 'Deleted entries' });
  await expect(deleted).toContainText('Wrote the guide');
  await expect(deleted).toContainText('30 days left');
  await expect(page.getByText('Entries are kept here for 30 days.')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await deleted.getByRole('button', { name: 'Restore Wrote the guide' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();

  await journal.goTo('Journal');
  await journal.entry('Shadowed a director').click();
  await page.getByRole('button', { name: 'Delete entry' }).click();
  await page.getByRole('link', { name: 'Trash (1)' }).click();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  const dialog = page.getByRole('dialog', { name: 'Empty trash' });
  await expect(dialog).toContainText('1 entry will be removed for good');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(deleted).toContainText('Shadowed a director');
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await dialog.getByRole('button', { name: 'Remove for good' }).click();
  await expect(page.getByText('The trash is empty')).toBeVisible();
  await expect(page.getByText('1 entry was removed for good.')).toBeVisible();
});

test('the calendar leads to the entries of a day', async ({ page }) => {
  const journal = journalPage(page);
  await importPage(page).take({ name: 'two.jsonl', content: TWO });
  await journal.goTo('Calendar');
  const calendar = page.getByRole('region', { name: 'Calendar' });
  while (!(await calendar.getByRole('heading', { level: 1 }).textContent())?.includes('2026')) {
    await calendar.getByRole('button', { name: 'Previous year' }).click();
  }
  await expect(calendar.getByRole('heading', { name: 'February 2 entries' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await calendar.getByRole('button', { name: /3 February 2026: 2 entries/ }).click();
  await expect(journal.status('2 of 2')).toBeVisible();
  await expect(journal.search).toHaveValue('from:2026-02-03 to:2026-02-03');
});

test('competencies show evidence and gaps', async ({ page }) => {
  const journal = journalPage(page);
  await importPage(page).take({ name: 'two.jsonl', content: TWO });
  await journal.goTo('Competencies');
  const screen = page.getByRole('region', { name: 'Competencies' });
  await screen.getByLabel('Period').selectOption('2026');
  const item = screen.getByRole('listitem').filter({ hasText: 'Documenting best practices' });
  await expect(item).toContainText('1 entry');
  await expect(item).toContainText('Only claims');
  await expect(screen.getByRole('listitem').filter({ hasText: 'No evidence' })).toHaveCount(21);
  expect(await axeViolations(page)).toEqual([]);
  await item.getByRole('link').click();
  await expect(journal.status('1 of 2')).toBeVisible();
  await expect(journal.filters).toContainText('Documenting best practices');
});

test('a second window waits for the first and then opens by itself', async ({ page }) => {
  await journalPage(page).region.waitFor();
  const second = await page.context().newPage();
  await second.goto(page.url());
  await expect(second.getByText(/open in another window/)).toBeVisible();
  // Nothing happens behind it.
  await second.keyboard.press('ControlOrMeta+n');
  await second.keyboard.press('ControlOrMeta+k');
  await expect(second.getByText('Write down one thing')).toHaveCount(0);
  await page.close();
  await expect(journalPage(second).region).toBeVisible();
  await expect(journalPage(second).palette).toBeHidden();
});

test('a journal that cannot be opened says why, and offers no empty one', async ({
  page,
  journal: visit,
}) => {
  await journalPage(page).region.waitFor();
  const home = page.url();
  visit.expectProblem(/404/);
  await page.goto(new URL('/nothing', home).href);
  await placeOfStore(page);
  await page.evaluate(async () => {
    const place = await window.storePlace();
    const settled = (request: IDBOpenDBRequest) =>
      new Promise<void>((resolve, reject) => {
        request.onsuccess = () => {
          request.result?.close();
          resolve();
        };
        request.onerror = reject;
      });
    await settled(place.deleteDatabase('staff-journal'));
    await settled(place.open('staff-journal', 1_000_000));
  });
  await page.goto(home);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('A newer version wrote this');
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect(page.getByText('Write down one thing')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New entry' })).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(alert).toContainText('A newer version wrote this');
});

for (const width of [360, 1600]) {
  test(`nothing spills over at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    const journal = journalPage(page);
    await journal.region.waitFor();
    for (const name of ['Calendar', 'Competencies', 'Summaries', 'Settings', 'Journal'] as const) {
      await journal.goTo(name);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const spill = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(spill, name).toBe(0);
    }
  });
}

test('keys pressed right after a command go to what it shows', async ({ page }) => {
  const journal = journalPage(page);
  await journal.region.waitFor();
  await page.waitForLoadState('networkidle');
  const entry = page.getByRole('region', { name: 'Entry', exact: true });
  const title = entry.getByRole('textbox', { name: 'Title', exact: true });
  await page.keyboard.press('ControlOrMeta+n');
  await page.keyboard.type('Every letter');
  await expect(title).toHaveValue('Every letter');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('go to cal');
  await expect(journal.command).toHaveValue('go to cal');
  await expect(title).toHaveValue('Every letter');
});

test('every screen opens without the server, once the first has been idle', async ({ page }) => {
  const journal = journalPage(page);
  await journal.region.waitFor();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  for (const name of ['Calendar', 'Competencies', 'Summaries', 'Settings'] as const) {
    await journal.goTo(name);
    await expect(page.getByRole('main').getByRole('heading', { level: 1, name })).toBeVisible();
  }
});
