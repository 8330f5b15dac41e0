import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { journalPage } from '../support/pages/journal.ts';

const SMALL = lines(
  {
    day: '2026-03-20',
    title: 'Grew a reviewer',
    body: 'Paired on ten reviews.',
    competencies: ['mentoring', 'reviewer-mentoring'],
    project: 'Atlas',
    people: ['Sam'],
    outcome: 'One reviewer more',
    links: [{ url: 'https://example.com/1' }],
    confidentiality: 'committee',
  },
  { day: '2026-03-02', title: '', body: '## First words\n\nof a text', project: 'Atlas' },
  { day: '2026-01-05', title: 'Café outage', body: 'The root cause was a full disk.' },
  { day: '2025-11-11', title: 'Unknown skill', body: 'x', competencies: ['quantum-weaving'] },
);

/** As many entries as asked for, one a day backwards from the end of 2025. */
function many(count: number): string {
  const last = Date.UTC(2025, 11, 31, 12);
  const day = (index: number) => new Date(last - index * 86_400_000).toISOString().slice(0, 10);
  return lines(
    ...Array.from({ length: count }, (_, index) => ({
      day: day(index),
      title: `Entry number ${index + 1}`,
      body: 'Text',
    })),
  );
}

async function journalOf(page: Page, content: string) {
  const journal = journalPage(page);
  await importPage(page).take({ name: 'journal.jsonl', content });
  await journal.goTo('Journal');
  await journal.links.first().waitFor();
  return journal;
}

test('an empty journal says what to write and how to begin', async ({ page }) => {
  const journal = journalPage(page);
  await expect(journal.region).toContainText('Write down one thing you did this week');
  await expect(journal.region.getByRole('button', { name: 'Import…' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await journal.region.getByRole('button', { name: 'Write the first entry' }).click();
  await expect(page.getByRole('region', { name: 'Entry', exact: true })).toBeVisible();
});

test('entries stand newest first under their months, with what they prove', async ({ page }) => {
  const journal = await journalOf(page, SMALL);
  await expect(journal.status('4 entries')).toBeVisible();
  await expect(journal.months).toHaveText(['March 2026', 'January 2026', 'November 2025']);
  await expect(journal.entries).toHaveCount(4);
  const first = journal.entries.first();
  await expect(first).toContainText('Grew a reviewer');
  await expect(first).toContainText('Mentoring');
  await expect(first).toContainText('Reviewer mentoring');
  await expect(first).toContainText('Measured');
  await expect(first).toContainText('Committee');
  await expect(journal.entries.nth(1)).toContainText('First words');
  await expect(journal.entries.nth(3)).toContainText('quantum-weaving (unknown)');
});

test('search marks what it found and explains what it did not understand', async ({ page }) => {
  const journal = await journalOf(page, SMALL);
  await journal.find('cafe', '1 of 4');
  await expect(journal.marks).toHaveText(['Café']);
  await journal.find('"full disk"', '1 of 4');
  await expect(journal.marks.first()).toHaveText(/full/);
  await journal.find('competnecy:mentoring', '0 of 4');
  await expect(journal.status(/Did you mean competency:\?/)).toBeVisible();
  await expect(journal.region).toContainText('No entry matches');
  await journal.region.getByRole('button', { name: 'Clear' }).click();
  await expect(journal.status('4 entries')).toBeVisible();
  await expect(journal.search).toHaveValue('');
  expect(page.url()).not.toContain('competnecy');
});

test('filters narrow the list together and are taken off one by one', async ({ page }) => {
  const journal = await journalOf(page, SMALL);
  await journal.openFilter();
  await journal.filter.getByLabel('Find competency').fill('ment');
  await journal.filter.getByRole('checkbox', { name: /^Mentoring/ }).check();
  await expect(journal.status('1 of 4')).toBeVisible();
  await journal.filter.getByRole('checkbox', { name: /^Mentoring/ }).uncheck();
  await journal.filter.getByLabel('Project').selectOption('Atlas');
  await expect(journal.status('2 of 4')).toBeVisible();
  await journal.filter.getByLabel('Person').selectOption('Sam');
  await expect(journal.status('1 of 4')).toBeVisible();
  await journal.filter.getByLabel('Confidentiality').selectOption('Committee');
  await journal.filter.getByLabel('Period').selectOption('2026 Q1');
  await expect(journal.status('1 of 4')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(journal.filter).toBeHidden();
  await journal.filters.getByRole('button', { name: 'Remove filter with Sam' }).click();
  await journal.filters.getByRole('button', { name: 'Remove filter for committee' }).click();
  await expect(journal.status('2 of 4')).toBeVisible();
  await journal.filters.getByRole('button', { name: 'Clear filters' }).click();
  await expect(journal.status('4 entries')).toBeVisible();
});

test('the keyboard alone finds, leafs and opens, and comes back to the same place', async ({
  page,
}) => {
  const journal = await journalOf(page, many(400));
  await page.keyboard.press('ControlOrMeta+f');
  await expect(journal.search).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(journal.entry('Entry number 1')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(journal.entry('Entry number 2')).toBeFocused();
  await page.keyboard.press('End');
  const last = journal.entry('Entry number 400');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await page.keyboard.press('PageUp');
  await expect(last).not.toBeFocused();
  const there = await page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Entry', exact: true })).toBeVisible();
  await page.goBack();
  await expect(journal.region.locator(':focus')).toHaveText(there);
  await expect(journal.region.locator(':focus')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(journal.entry('Entry number 1')).toBeFocused();
});

test('of a long journal only the rows near the window are in the page', async ({ page }) => {
  const journal = await journalOf(page, many(2_000));
  await expect(journal.status('2,000 entries')).toBeVisible();
  expect(await journal.entries.count()).toBeLessThan(60);
  await journal.region.evaluate((list) => list.scrollTo({ top: list.scrollHeight / 2 }));
  await expect(journal.entry(/Entry number 1,?0\d\d/).first()).toBeVisible();
  expect(await journal.entries.count()).toBeLessThan(60);
});

test('what changes elsewhere shows in the list, and the place in it stays', async ({ page }) => {
  const journal = await journalOf(page, many(200));
  await journal.entry('Entry number 3').click();
  const entry = page.getByRole('region', { name: 'Entry', exact: true });
  await entry.getByRole('textbox', { name: 'Title', exact: true }).fill('Entry renamed');
  await expect(entry.getByRole('status').getByText('Saved')).toBeVisible();
  await journal.goTo('Journal');
  await expect(journal.entry('Entry renamed')).toBeVisible();
  await expect(journal.entry('Entry number 3')).toHaveCount(0);
});

test('the journal has no fault that axe knows', async ({ page }) => {
  const journal = await journalOf(page, SMALL);
  expect(await axeViolations(page)).toEqual([]);
  await journal.find('disk', '1 of 4');
  expect(await axeViolations(page)).toEqual([]);
  await journal.find('competnecy:foo', '0 of 4');
  expect(await axeViolations(page)).toEqual([]);
});
