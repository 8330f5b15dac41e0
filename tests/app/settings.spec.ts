import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.mjs';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { settingsPage } from '../support/pages/settings.ts';

const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

test('settings say who can read the journal, and which version this is', async ({ page }) => {
  const settings = settingsPage(page);
  await settings.open();
  await expect(settings.privacy).toContainText('Nothing protects the journal on this computer');
  await expect(settings.privacy).toContainText('the key lies beside the entries');
  await expect(settings.about).toContainText(`Staff Journal ${version}`);
  await expect(settings.about).toContainText('MIT');
});

test('an archive read into an empty journal gives the same archive', async ({
  page,
  browser,
  server,
}) => {
  await importPage(page).take({
    name: 'notes.jsonl',
    content: lines(
      { day: '2025-12-30', title: 'Zażółć gęślą jaźń 🎉', body: '# Text\n\n- with\n- Markdown' },
      {
        day: '2026-01-05',
        title: 'Everything set',
        through: '2026-01-09',
        competencies: ['mentoring', 'quantum-weaving'],
        scope: 'group',
        part: 'led',
        impact: 3,
        outcome: 'p95 down by 40 %',
        project: 'Atlas',
        people: ['Ana', 'Sam'],
        links: [{ url: 'https://example.com/rfc', label: 'RFC', quote: 'It works.' }],
        confidentiality: 'committee',
      },
    ),
  });
  const first = await settingsPage(page).exportArchive();
  expect(first.name).toMatch(/^staff-journal-archive-\d{4}-\d{2}-\d{2}\.json$/);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(server.origin);
  await importPage(other).take({ name: first.name, content: first.text });
  const second = await settingsPage(other).exportArchive();
  await context.close();
  expect(second.text).toBe(first.text);
});

test('exporting the archive says that the file will be readable, and gives the focus back', async ({
  page,
}) => {
  const settings = settingsPage(page);
  await settings.open();
  await settings.archiveButton.focus();
  await page.keyboard.press('Enter');
  await expect(settings.archiveDialog).toContainText(
    'anyone who has it can read your whole journal',
  );
  await page.keyboard.press('Escape');
  await expect(settings.archiveDialog).toBeHidden();
  await expect(settings.archiveButton).toBeFocused();
});

test('axe finds nothing on the settings', async ({ page }) => {
  const settings = settingsPage(page);
  await settings.open();
  expect(await axeViolations(page)).toEqual([]);
  await settings.archiveButton.click();
  await expect(settings.archiveDialog).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
});
