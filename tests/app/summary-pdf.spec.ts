import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { summariesPage } from '../support/pages/summaries.ts';
import { readPdf } from '../support/pdf.ts';

const TITLES = Array.from({ length: 40 }, (_, index) => `Entry ${index + 101}`);
const YEAR = {
  name: 'year.jsonl',
  content: lines(
    ...TITLES.map((title, index) => ({
      day: `2026-01-${String((index % 28) + 1).padStart(2, '0')}`,
      title,
      body: 'Words.',
      links: index === 0 ? [{ url: 'https://example.com/rfc', label: 'The RFC' }] : [],
    })),
  ),
};

async function openSummary(page: Page) {
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  await summaries.open();
  await expect(summaries.document).toContainText('Entry 140');
  return summaries;
}

test('what is printed of the screen is the document, on pages of its own', async ({ page }) => {
  await openSummary(page);
  const options = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true };
  const pdf = readPdf(await page.pdf(options));
  expect(pdf.pages).toBeGreaterThan(2);
  expect(pdf.size).toBe('0 0 594.95996 841.91998');
  expect(pdf.titles[0]).toBe('Summary of 2026');
  // Nothing of the frame: its headings and its links would be among these.
  expect(pdf.titles).not.toContain('Summaries');
  expect(pdf.titles.filter((title) => title.startsWith('Entry ')).sort()).toEqual(TITLES);
  expect(pdf.links.filter((link) => !/^section-\d+$/.test(link))).toEqual([
    'https://example.com/rfc',
  ]);
  expect(pdf.links).toContain('section-1');
  await expect(page.locator('body > .paper')).toHaveCount(0);
  await expect(page).toHaveTitle('Staff Journal');
});

/** Looks at the page in place of the print dialog, which no browser shows without a window. */
async function watchPrinting(page: Page, fails = false): Promise<void> {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate((failing) => {
    window.print = () => {
      const { color, colorScheme } = getComputedStyle(
        document.querySelector('.paper h1') as Element,
      );
      const seen = {
        title: document.title,
        // biome-ignore lint/performance/useDomNodeTextContent: only what is shown is printed
        text: document.body.innerText,
        color,
        colorScheme,
        ground: [document.documentElement, document.body].map(
          (element) => getComputedStyle(element).backgroundColor,
        ),
        papers: document.querySelectorAll('.paper').length,
      };
      Object.assign(window, { seen });
      if (failing) throw new Error('no printer');
    };
  }, fails);
}

test('PDF is a format: the dialog says what comes, and the document alone is printed', async ({
  page,
}) => {
  const summaries = await openSummary(page);
  await summaries.exportButton.click();
  await expect(summaries.dialog).not.toContainText('print dialog');
  await summaries.format.getByRole('radio', { name: 'PDF' }).check();
  await expect(summaries.dialog).toContainText(
    'Your browser’s print dialog opens: choose “Save as PDF”.',
  );
  await watchPrinting(page);
  await summaries.saveButton.dispatchEvent('click');
  await expect(summaries.dialog).toHaveCount(0);
  const seen = await page.evaluate(() => (window as { seen?: Record<string, unknown> }).seen);
  expect(seen).toMatchObject({
    title: 'staff-journal-2026-me',
    text: expect.stringMatching(/^Summary of 2026\s.*Entry 140/s),
    color: 'rgb(28, 31, 35)',
    colorScheme: 'light',
    ground: ['rgba(0, 0, 0, 0)', 'rgba(0, 0, 0, 0)'],
    papers: 1,
  });
  expect(seen?.text).not.toMatch(/Export summary|New entry|Calendar/);
  await expect(page.locator('body > .paper')).toHaveCount(0);
  await expect(page).toHaveTitle('Staff Journal');
  await page.emulateMedia({ media: null, colorScheme: null });
  await expect(page.getByText('staff-journal-2026-me.pdf saved')).toHaveCount(0);
  await expect(summaries.exportButton).toBeFocused();
});

test('a print that fails says so, and leaves the screen as it was', async ({ page }) => {
  const summaries = await openSummary(page);
  await summaries.exportButton.click();
  await summaries.format.getByRole('radio', { name: 'PDF' }).check();
  await watchPrinting(page, true);
  await summaries.saveButton.dispatchEvent('click');
  await expect(page.locator('body > .paper')).toHaveCount(0);
  await page.emulateMedia({ media: null, colorScheme: null });
  await expect(summaries.dialog.getByRole('alert')).toContainText('No file was saved.');
  await expect(page).toHaveTitle('Staff Journal');
});
