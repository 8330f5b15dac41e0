import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../support/app.ts';
import { entryPage } from '../support/pages/entry.ts';
import { importPage } from '../support/pages/import.ts';
import { summariesPage } from '../support/pages/summaries.ts';

/** The main job from end to end, on eleven years of a working engineer's notes. */
const NOTES = fileURLToPath(new URL('../../../shared/data/til.jsonl', import.meta.url));

test.use({ alone: true });

test('a year of real notes comes in, is found, tagged and handed in, and is there tomorrow', async ({
  journal,
  profile,
}) => {
  test.skip(!existsSync(NOTES), 'needs ../shared/data/til.jsonl');
  test.setTimeout(180_000);
  let page = journal.page;
  await importPage(page).take(NOTES);

  const main = () => page.getByRole('navigation', { name: 'Main' });
  const entries = () => page.getByRole('region', { name: 'Entries' });
  const search = () => page.getByRole('searchbox', { name: 'Search' });
  await main().getByRole('link', { name: 'Journal' }).click();
  await expect(page.getByText('1,824 entries', { exact: true })).toBeVisible();

  await search().fill('"pg_dump"');
  const expected = (await readFile(NOTES, 'utf8'))
    .trim()
    .split('\n')
    .map((line): { title: string; body: string } => JSON.parse(line))
    .filter(({ title, body }) =>
      /(?<![\p{L}\p{N}])pg[^\p{L}\p{N}]+dump(?![\p{L}\p{N}])/iu.test(`${title}\n\n${body}`),
    );
  await expect(page.getByText(`${expected.length} of 1,824`, { exact: true })).toBeVisible();
  for (const { title } of expected) await expect(entries().getByText(title)).toBeVisible();
  await expect(entries().locator('mark').first()).toHaveText(/pg.dump/i);

  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Showed the café crew their dashboards');
  await entry.text.fill('We agreed on a *déjà-vu* rule for flaky alerts.');
  await entry.saved();
  await entry.close();
  await search().fill('"deja vu rule"');
  await expect(entries().getByText('Showed the café crew their dashboards')).toBeVisible();
  await expect(entries().locator('mark')).toHaveText(['déjà-vu* rule']);

  const tags = [
    'Mentoring',
    'Epic breakdown',
    'Working groups',
    'Maintainership',
    'Inclusion',
    'Interviewing',
  ];
  await search().fill('from:2025 to:2025');
  await expect(page.getByText(/^\d+ of 1,825$/)).toBeVisible();
  const titles = await entries().getByRole('listitem').getByRole('link').allTextContents();
  const rows = entries().getByRole('listitem');
  for (let index = 0; index < 12; index++) {
    // The list keeps its place, so the entries are opened one after the other.
    await rows.nth(index).getByRole('link').click();
    await entry.tag((tags[index % tags.length] ?? '').slice(0, 5));
    await expect(entry.competencies.getByRole('listitem')).toHaveCount(1);
    await entry.saved();
    await entry.close();
  }
  expect(titles.length).toBeGreaterThanOrEqual(12);

  const summaries = summariesPage(page);
  await summaries.open();
  await summaries.period.selectOption('2025');
  const files = [];
  for (const format of ['Markdown', 'HTML', 'Markdown', 'HTML'] as const) {
    files.push((await summaries.export(format)).text);
  }
  expect(files[2]).toBe(files[0]);
  expect(files[3]).toBe(files[1]);
  for (const file of files) expect(file).toContain('Working groups');

  page = await journal.reopen();
  await expect(page.getByText('1,825 entries', { exact: true })).toBeVisible();
  await search().fill('competency:mentoring from:2025 to:2025');
  await expect(page.getByText('2 of 1,825', { exact: true })).toBeVisible();
  await journal.close();

  const secrets = [
    'café crew',
    'Which Rails Commands Are Aliased',
    expected[0]?.title ?? '',
    'working-groups',
  ];
  expect(await filesHolding(profile, secrets)).toEqual([]);
});

/** The files below a folder in which one of the texts can be read, in UTF-8 or UTF-16. */
async function filesHolding(folder: string, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap((text) => [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
  ]);
  const found: string[] = [];
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = await readFile(path.join(file.parentPath, file.name));
    if (needles.some((needle) => bytes.includes(needle))) found.push(file.name);
  }
  return found;
}
