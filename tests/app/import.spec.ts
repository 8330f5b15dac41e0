import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.mjs';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { importPage, lines } from '../support/pages/import.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { tabTo } from '../support/tab-to.ts';

const TIL = path.resolve(ROOT, '../shared/data/til.jsonl');

const ONE = { day: '2026-03-02', title: 'Ran the incident review', body: 'It went well.' };
const TWO = { day: '2026-03-03', title: 'Coached Ana on design documents' };

test('a year of notes comes in, once, and can be taken back', async ({ page }) => {
  test.skip(!existsSync(TIL), `there is no ${TIL}`);
  const importing = importPage(page);

  await importing.choose(TIL);
  await expect(importing.tally('1,824 new, 0 already in the journal, 0 bad')).toBeVisible();
  await expect(importing.sample.getByRole('listitem').first()).toContainText('Summing Collections');
  await importing.commitButton.click();
  await expect(page.getByText('1,824 entries imported')).toBeVisible();

  await importing.choose(TIL);
  await expect(importing.tally('0 new, 1,824 already in the journal, 0 bad')).toBeVisible();
  await expect(importing.commitButton).toBeHidden();
  await importing.close();

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('1,824 entries removed again')).toBeVisible();
  await importing.choose(TIL);
  await expect(importing.tally('1,824 new, 0 already in the journal, 0 bad')).toBeVisible();
});

test('a file with bad lines adds nothing unless the writer takes the good ones', async ({
  page,
}) => {
  const importing = importPage(page);
  const content = `${lines(ONE)}not JSON\n${lines({ ...TWO, day: '2026-02-30' }, TWO)}`;

  await importing.choose({ name: 'notes.jsonl', content });
  await expect(importing.tally('2 new, 0 already in the journal, 2 bad')).toBeVisible();
  await expect(importing.badLines.getByRole('listitem')).toHaveText([
    'Line 2: is not valid JSON',
    'Line 3: day is not a day of the calendar (YYYY-MM-DD)',
  ]);
  await expect(importing.commitButton).toBeDisabled();
  expect(await axeViolations(page)).toEqual([]);

  await importing.goodLines.check();
  await importing.commitButton.click();
  await expect(page.getByText('2 entries imported')).toBeVisible();
  const { text } = await settingsPage(page).exportArchive();
  expect(
    JSON.parse(text)
      .entries.map((entry: { title: string }) => entry.title)
      .sort(),
  ).toEqual([TWO.title, ONE.title]);
});

test('leaving the preview imports nothing', async ({ page }) => {
  const importing = importPage(page);
  await importing.choose({ name: 'notes.jsonl', content: lines(ONE) });
  await expect(importing.commitButton).toHaveText('Import 1 entry');
  await page.keyboard.press('Escape');
  await expect(importing.dialog).toBeHidden();
  await expect(settingsPage(page).importButton).toBeFocused();

  await importing.choose({ name: 'notes.jsonl', content: lines(ONE) });
  await expect(importing.tally('1 new, 0 already in the journal, 0 bad')).toBeVisible();
});

const ARCHIVED = {
  id: '019a0000-0000-7000-8000-000000000001',
  day: '2026-01-05',
  through: null,
  title: 'Kept as it was',
  text: '',
  competencies: [],
  scope: null,
  part: null,
  impact: 0,
  outcome: '',
  project: '',
  people: [],
  links: [],
  confidentiality: 'private',
  pinned: false,
  created: '2026-01-05T12:00:00.000Z',
  updated: '2026-01-05T12:00:00.000Z',
  deleted: null,
};
const archive = (...entries: readonly object[]) =>
  JSON.stringify({ format: 'staff-journal-archive', version: 1, entries });

const REFUSED = [
  { what: 'a picture', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { what: 'prose', content: 'Dear diary,\ntoday nothing happened.\n' },
  { what: 'nothing', content: '' },
  { what: 'JSON that is no archive', content: '{"hello": "world"}' },
  { what: 'a list', content: '[1, 2, 3]' },
  { what: 'an archive cut short', content: archive(ARCHIVED).slice(0, -40) },
  {
    what: 'an archive of a newer version',
    content: archive(ARCHIVED).replace('"version":1', '"version":99'),
  },
];

test('a file of no known format is refused with a reason and changes nothing', async ({ page }) => {
  const importing = importPage(page);
  await importing.take({ name: 'before.jsonl', content: lines(ONE) });
  const before = await settingsPage(page).exportArchive();

  for (const { what, content } of REFUSED) {
    await test.step(what, async () => {
      await importing.choose({ name: 'file.json', content });
      await expect(importing.problem).toContainText('“file.json” was not imported.');
      await expect(importing.problem).toContainText('The journal is unchanged.');
      await importing.close();
    });
  }
  await importing.choose({ name: 'file.json', content: 'not JSON' });
  await expect(importing.problem).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await importing.close();
  expect((await settingsPage(page).exportArchive()).text).toBe(before.text);
});

const BAD_LINES = [
  {
    what: 'a line that ends early',
    line: '{"day": "2026-01-01", "title": "cut',
    says: /ends early/,
  },
  { what: 'a title that is no text', line: '{"day": "2026-01-01", "title": 7}', says: /title/ },
  { what: 'a day that is a number', line: '{"day": 20260101, "title": "a"}', says: /day/ },
  { what: 'an impossible day', line: '{"day": "2026-02-30", "title": "a"}', says: /not a day/ },
  {
    what: 'competencies that are no list',
    line: '{"day": "2026-01-01", "title": "a", "competencies": "mentoring"}',
    says: /competencies/,
  },
  {
    what: 'a link that would run',
    line: '{"day": "2026-01-01", "title": "a", "links": [{"url": "javascript:alert(1)"}]}',
    says: /https:/,
  },
];

test('a bad line is named with its number and its fault, and adds nothing', async ({ page }) => {
  const importing = importPage(page);
  for (const { what, line, says } of BAD_LINES) {
    await test.step(what, async () => {
      await importing.choose({ name: 'notes.jsonl', content: `${lines(ONE)}${line}` });
      await expect(importing.tally('1 new, 0 already in the journal, 1 bad')).toBeVisible();
      await expect(importing.badLines.getByRole('listitem')).toHaveText(/^Line 2: /);
      await expect(importing.badLines).toHaveText(says);
      await expect(importing.commitButton).toBeDisabled();
      await importing.close();
    });
  }
});

test('a line of 50 MB is refused and the others are read', async ({ page }) => {
  const importing = importPage(page);
  const long = { ...ONE, body: 'x'.repeat(50 * 1024 * 1024) };
  // By way of the disk: Playwright itself hands over no more than 50 MB.
  const file = test.info().outputPath('notes.jsonl');
  await writeFile(file, lines(ONE, long, TWO));
  await importing.choose(file);
  await expect(importing.tally('2 new, 0 already in the journal, 1 bad')).toBeVisible();
  await expect(importing.badLines).toHaveText(/^Line 2: .*(long|characters|large)/);
});

test('an entry that differs under the same id leaves the journal’s own alone', async ({ page }) => {
  const importing = importPage(page);
  await importing.take({ name: 'archive.json', content: archive(ARCHIVED) });
  await importing.choose({
    name: 'other.json',
    content: archive({ ...ARCHIVED, title: 'Another story' }),
  });
  await expect(importing.dialog.getByText('1 entry differs from the journal’s own')).toBeVisible();
  await importing.close();
  const { text } = await settingsPage(page).exportArchive();
  expect(text).toContain('Kept as it was');
  expect(text).not.toContain('Another story');
});

test('text that harms other tools comes in harmless', async ({ page, journal }) => {
  const importing = importPage(page);
  const harmful = [
    '{"day": "2026-01-01", "title": "nul \\u0000 here", "body": "lone \\ud800 surrogate"}',
    '{"day": "2026-01-02", "title": "proto", "__proto__": {"pinned": true}, "constructor": 1}',
    '{"day": "2026-01-03", "title": "unknown", "competencies": ["quantum-weaving"]}',
    JSON.stringify({
      day: '2026-01-04',
      title: '<img src=x onerror="document.title=\'ran\'">',
      body: '<script>document.title="ran"</script>\n[press](javascript:document.title="ran")\n![](https://example.com/a.png)',
    }),
  ].join('\n');
  await importing.take({ name: 'harmful.jsonl', content: harmful });

  const { text } = await settingsPage(page).exportArchive();
  const entries: { title: string; text: string; competencies: string[]; pinned: boolean }[] =
    JSON.parse(text).entries;
  const titled = (title: string) => entries.find((entry) => entry.title.startsWith(title));
  expect(titled('nul')).toMatchObject({ title: 'nul \uFFFD here', text: 'lone \uFFFD surrogate' });
  expect(titled('proto')).toMatchObject({ pinned: false });
  expect(titled('unknown')).toMatchObject({ competencies: ['quantum-weaving'] });

  const reopened = await journal.reopen();
  await expect(reopened.getByText('<img src=x onerror=')).toBeVisible();
  await expect(reopened).not.toHaveTitle('ran');
});

test('a long import shows how far it is, and cancelling it changes nothing', async ({ page }) => {
  const importing = importPage(page);
  const many = Array.from({ length: 200_000 }, (_, index) => lines({ ...ONE, title: `${index}` }));
  const file = test.info().outputPath('many.jsonl');
  await writeFile(file, many.join(''));

  await importing.choose(file);
  await expect(importing.dialog.getByRole('progressbar')).toBeVisible();
  await importing.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Import cancelled. The journal is unchanged.')).toBeVisible();
  await expect(importing.dialog).toBeHidden();
  const { text } = await settingsPage(page).exportArchive();
  expect(JSON.parse(text).entries).toEqual([]);
});

test('the import works by keyboard alone', async ({ page }) => {
  const importing = importPage(page);
  // Before the key, because Playwright takes a moment to stand in for the file chooser.
  const chooser = page.waitForEvent('filechooser');
  await settingsPage(page).open();
  await settingsPage(page).importButton.focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({
    name: 'notes.jsonl',
    mimeType: 'application/json',
    buffer: Buffer.from(lines(ONE)),
  });
  await expect(importing.commitButton).toBeVisible();
  await tabTo(importing.commitButton);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 entry imported')).toBeVisible();
});
