import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../scripts/paths.mjs';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { summariesPage } from '../support/pages/summaries.ts';
import { tabTo } from '../support/tab-to.ts';

// A link that the writer opens has its host looked up, and here that would be counted as the app's doing.
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const rule = '--host-resolver-rules=MAP example.com 127.0.0.1:9';
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), rule] });
  },
});

const TIL = path.resolve(ROOT, '../shared/data/til.jsonl');

const SECRET = { day: '2026-02-03', title: 'Pay talk', confidentiality: 'private' };
const MANAGED = { day: '2026-03-04', title: 'Hiring plan', confidentiality: 'manager' };
const SHARED = {
  day: '2026-05-06',
  title: 'Led the storage migration',
  body: 'Moved **twelve** services.',
  competencies: ['mentoring'],
  scope: 'department',
  part: 'led',
  outcome: 'Cost down by 30 %',
  links: [{ url: 'https://example.com/rfc', label: 'The RFC' }],
  people: ['Ana'],
  confidentiality: 'committee',
};
const OPEN = { day: '2026-08-09', title: 'Spoke at a meetup', confidentiality: 'public' };
const YEAR = { name: 'year.jsonl', content: lines(SECRET, MANAGED, SHARED, OPEN) };

test('the same journal gives the same file, byte by byte', async ({ page }) => {
  test.skip(!existsSync(TIL), `there is no ${TIL}`);
  await importPage(page).take(TIL);
  const summaries = summariesPage(page);
  await summaries.open();
  await expect(summaries.period).toHaveValue('2026');
  await summaries.period.selectOption('2025');

  for (const format of ['Markdown', 'HTML'] as const) {
    const first = await summaries.export(format);
    const second = await summaries.export(format);
    expect(first.name).toBe(`staff-journal-2025-me.${format === 'HTML' ? 'html' : 'md'}`);
    expect(second.text).toBe(first.text);
    expect(first.text.length).toBeGreaterThan(1_000);
  }
});

test('the document shows what leaves, and the sentence what stays behind', async ({ page }) => {
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  await summaries.open();
  await expect(page.getByText('4 entries leave. None stays behind.')).toBeVisible();
  await expect(summaries.document).toContainText('Pay talk');

  await summaries.audience.selectOption('Committee');
  await expect(
    page.getByText('2 entries leave. 2 stay behind: 1 private, 1 for your manager only.'),
  ).toBeVisible();
  await expect(summaries.document).toContainText('Led the storage migration');
  await expect(summaries.document).not.toContainText('Pay talk');
  await expect(summaries.document).not.toContainText('Hiring plan');

  await summaries.period.selectOption('2026 Q3');
  await expect(page.getByText('1 entry leaves. None stays behind.')).toBeVisible();
  await summaries.period.selectOption('2026 Q4');
  await expect(page.getByRole('heading', { name: 'Nothing in 2026 Q4 yet' })).toBeVisible();
  await expect(summaries.exportButton).toBeDisabled();
});

test('entries are raised one by one before anything is written', async ({ page }) => {
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  const { dialog, staying } = summaries;
  await summaries.open();
  await summaries.audience.selectOption('Committee');
  await summaries.period.selectOption('2026 H1');
  await summaries.exportButton.click();
  await expect(dialog).toContainText('2 stay behind: 1 private, 1 for your manager only.');
  await expect(dialog).toContainText('anyone who has it can read it');
  await expect(staying).toHaveCount(2);

  await dialog.getByRole('button', { name: 'Raise to committee: Hiring plan' }).click();
  await expect(staying).toHaveCount(1);
  await expect(dialog).toContainText('1 stays behind: 1 private.');
  await expect(dialog).toContainText('2 entries leave.');
  await expect(staying.first()).toBeFocused();

  await dialog
    .getByRole('region', { name: 'Entries that stay behind' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(staying).toHaveCount(2);
  await dialog.getByRole('button', { name: 'Raise to committee: Pay talk' }).click();
  await expect(staying).toHaveCount(1);

  const download = page.waitForEvent('download');
  await summaries.saveButton.click();
  expect((await download).suggestedFilename()).toBe('staff-journal-2026-h1-committee.md');
  await expect(page.getByText('staff-journal-2026-h1-committee.md saved')).toBeVisible();
  await expect(summaries.document).toContainText('Pay talk');
  await expect(summaries.document).not.toContainText('Hiring plan');

  await summaries.exportButton.click();
  await staying.getByRole('link', { name: 'Hiring plan' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Hiring plan');
  await page.goBack();
  await expect(summaries.period).toHaveValue('2026 H1');
  await expect(summaries.audience).toHaveValue('committee');
});

test('a summary is made and saved by keyboard alone', async ({ page }) => {
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  await page.keyboard.press('Control+K');
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await page.keyboard.type('summaries');
  await page.keyboard.press('Enter');
  await tabTo(summaries.audience);
  await page.keyboard.type('Comm');
  await expect(summaries.audience).toHaveValue('committee');
  await expect(summaries.exportButton).toBeEnabled();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(summaries.exportButton).toBeFocused();
  await page.keyboard.press('Enter');

  await tabTo(summaries.format.getByRole('radio', { name: 'Markdown' }));
  await page.keyboard.press('ArrowDown');
  await tabTo(summaries.staying.first().getByRole('button'));
  await page.keyboard.press('Enter');
  await expect(summaries.staying).toHaveCount(1);
  await expect(summaries.staying).toBeFocused();
  await tabTo(summaries.saveButton);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toBe('staff-journal-2026-committee.html');
  await expect(summaries.dialog).toBeHidden();
  await expect(summaries.exportButton).toBeFocused();
});

test('no format holds what stays behind', async ({ page }) => {
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  await summaries.open();
  await summaries.audience.selectOption('Public');
  await expect(summaries.document).not.toContainText('Led the storage migration');
  for (const format of ['Markdown', 'HTML', 'JSON'] as const) {
    const { text } = await summaries.export(format);
    expect(text).toContain('Spoke at a meetup');
    for (const hidden of ['Pay talk', 'Hiring plan', 'storage migration', 'Ana', 'example.com']) {
      expect(text).not.toContain(hidden);
    }
  }
});

test('the document holds the texts that were chosen', async ({ page }) => {
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  await summaries.open();
  await expect(summaries.document).not.toContainText('twelve');

  await summaries.textsButton.click();
  await summaries.textsDialog.getByRole('radio', { name: 'Chosen entries' }).check();
  await summaries.textsDialog.getByRole('checkbox', { name: /Led the storage migration/ }).check();
  expect(await axeViolations(page)).toEqual([]);
  await summaries.textsDialog.getByRole('button', { name: 'Done' }).click();
  await expect(summaries.textsButton).toHaveText('Texts: 1 of 4');
  await expect(summaries.document).toContainText('Moved twelve services.');
});

test('the exported page runs nothing and loads nothing', async ({ page, browser }) => {
  await importPage(page).take({
    name: 'hostile.jsonl',
    content: lines({
      day: '2026-01-04',
      title: '<img src="https://example.com/t.png" onerror="document.title=\'ran\'">',
      body: '<script>document.title="ran"</script>\n\n![p](https://example.com/p.png)\n\n[press](javascript:document.title="ran")',
      outcome: '</style><script>document.title="ran"</script>',
    }),
  });
  const summaries = summariesPage(page);
  await summaries.open();
  await summaries.textsButton.click();
  await summaries.textsDialog.getByRole('radio', { name: 'All' }).check();
  await summaries.textsDialog.getByRole('button', { name: 'Done' }).click();
  await expect(summaries.document).toContainText('press');
  const file = await summaries.export('HTML');

  const context = await browser.newContext({ offline: true });
  const reader = await context.newPage();
  const asked: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  const copy = test.info().outputPath(file.name);
  await copyFile(file.path, copy);
  const url = pathToFileURL(copy).href;
  await reader.goto(url);
  await expect(reader.getByText('press')).toBeVisible();
  await expect(reader).not.toHaveTitle('ran');
  expect(asked).toEqual([url]);
  expect(await reader.locator('script, img, iframe, link, [href^="javascript:"]').count()).toBe(0);
  await context.close();
});

test('a link in the document opens outside of the app', async ({ page, journal }) => {
  journal.expectProblem(/^request: https:\/\/example\.com\/rfc$/);
  await page.context().route('https://example.com/**', (route) => route.fulfill({ body: 'out' }));
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  await summaries.open();
  const popup = page.context().waitForEvent('page');
  await summaries.document
    .getByRole('link', { name: /The RFC|example.com/ })
    .first()
    .click();
  await (await popup).close();
  await expect(summaries.document).toBeVisible();
});

test('an empty journal says what to do', async ({ page }) => {
  const summaries = summariesPage(page);
  await summaries.open();
  await expect(page.getByRole('heading', { name: /^Nothing in \d{4} yet$/ })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Write an entry' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
});

test('axe finds nothing on the summaries, and the dialog takes and gives back the focus', async ({
  page,
}) => {
  await importPage(page).take(YEAR);
  const summaries = summariesPage(page);
  await summaries.open();
  await summaries.audience.selectOption('Committee');
  await expect(summaries.document).toContainText('Led the storage migration');
  expect(await axeViolations(page)).toEqual([]);

  await summaries.exportButton.focus();
  await page.keyboard.press('Enter');
  await expect(summaries.staying).toHaveCount(2);
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(summaries.dialog).toBeHidden();
  await expect(summaries.exportButton).toBeFocused();
});
