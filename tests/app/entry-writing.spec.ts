import { expect, test } from '../support/app.ts';
import { entryPage } from '../support/pages/entry.ts';

test('every field is there again the next day', async ({ journal, page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Cut the deploy time');
  await entry.text.fill('# Why\n\n- slow *builds*\n- `cache` misses\n\n\n  indented');
  await entry.day.fill('2026-03-02');
  await entry.through.fill('2026-03-06');
  await entry.tag('backup');
  await entry.tag('mentor');
  await entry.scope.selectOption('department');
  await entry.part.selectOption('led');
  await entry.impact.selectOption('3');
  await entry.confidentiality.selectOption('committee');
  await entry.outcome.fill('Deploys take 4 minutes instead of 31');
  await entry.project.fill('Atlas');
  await entry.people.fill('Ana, Sam  Lee,, Ana');
  await entry.link.fill('example.com/rfc/7');
  await entry.button('Add link').click();
  const link = entry.links.getByRole('listitem');
  await link.getByRole('textbox', { name: 'Label' }).fill('RFC 7');
  await link.getByRole('textbox', { name: 'Quote' }).fill('We cache\nthe layers.');
  await entry.button('Pin').click();
  await entry.saved();

  const again = entryPage(await journal.reopen());
  await again.open('Cut the deploy time');
  await expect(again.title).toHaveValue('Cut the deploy time');
  expect(await again.markdown()).toBe('# Why\n\n- slow *builds*\n- `cache` misses\n\n\n  indented');
  await expect(again.day).toHaveValue('2026-03-02');
  await expect(again.through).toHaveValue('2026-03-06');
  await expect(again.competencies.getByRole('listitem')).toHaveText([
    /^Manager backup/,
    /^Mentoring/,
  ]);
  await expect(again.scope).toHaveValue('department');
  await expect(again.part).toHaveValue('led');
  await expect(again.impact).toHaveValue('3');
  await expect(again.confidentiality).toHaveValue('committee');
  await expect(again.outcome).toHaveValue('Deploys take 4 minutes instead of 31');
  await expect(again.project).toHaveValue('Atlas');
  await expect(again.people).toHaveValue('Ana, Sam  Lee');
  await expect(again.links.getByRole('link')).toHaveAttribute('href', 'https://example.com/rfc/7');
  await expect(again.links.getByRole('textbox', { name: 'Label' })).toHaveValue('RFC 7');
  await expect(again.links.getByRole('textbox', { name: 'Quote' })).toHaveValue(
    'We cache\nthe layers.',
  );
  await expect(again.button('Pin')).toHaveAttribute('aria-pressed', 'true');
  await expect(again.region).toContainText('Measured');
  await again.saved();
});

test('a new entry gets its address at the first keystroke and keeps the focus', async ({
  page,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  await expect(entry.status).toHaveText('');
  await entry.title.press('a');
  await expect(page).toHaveURL(/#\/entry\/[0-9a-f-]{36}$/);
  await entry.title.pressSequentially(' few more words');
  await expect(entry.title).toBeFocused();
  await expect(entry.title).toHaveValue('a few more words');
  await entry.saved();
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Entries' })).toContainText('a few more words');
});

test('a new entry left empty is never in the journal', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.close();
  await entry.begin();
  await entry.title.press('x');
  await entry.saved();
  await entry.title.press('Backspace');
  await entry.saved();
  await entry.close();
  await expect(page.getByRole('region', { name: 'Entries' }).getByRole('listitem')).toHaveCount(0);
});

test('what is typed one key at a time stays as typed', async ({ journal, page }) => {
  const markdown = '- one\n  - two\n1. three\n\n\n```js\n  x = [1, 2]\n```\n> "q"  ';
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Typed');
  await entry.text.pressSequentially(markdown);
  await entry.saved();
  const again = entryPage(await journal.reopen());
  await again.open('Typed');
  expect(await again.markdown()).toBe(markdown);
});

test('from New entry to Saved and back, by keyboard alone', async ({ page }) => {
  const entry = entryPage(page);
  await page.getByRole('region', { name: 'Entries' }).waitFor();
  await page.keyboard.press('Control+n');
  await expect(entry.title).toBeFocused();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await expect(entry.text).toBeFocused();
  await page.keyboard.type('No mouse was hurt.');
  await page.keyboard.press('Tab');
  await expect(entry.addCompetency).toBeFocused();
  await page.keyboard.type('example');
  await page.keyboard.press('Enter');
  await expect(entry.button('Remove Leading by example')).toBeVisible();
  await page.keyboard.type('triage');
  await page.keyboard.press('Escape');
  await expect(entry.addCompetency).toHaveValue('');
  await entry.saved();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Entries' })).toContainText('By keyboard');
});

test('a competency is added by any part of its name, and removed', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.addCompetency.fill('COLLAB');
  await expect(entry.options).toHaveText([
    'Customer collaboration',
    'Cross-function collaboration',
  ]);
  await expect(entry.region).toContainText('Technical talks with customers');
  await entry.addCompetency.press('ArrowDown');
  await expect(entry.region).toContainText('Threat models with security');
  await entry.addCompetency.press('Enter');
  await entry.tag('collab');
  await entry.tag('no such thing');
  await expect(entry.competencies.getByRole('listitem')).toHaveText([
    /^Cross-function/,
    /^Customer/,
  ]);
  await entry.button('Remove Cross-function collaboration').click();
  await entry.addCompetency.click();
  await page.getByRole('option', { name: 'Mentoring', exact: true }).click();
  await expect(entry.competencies.getByRole('listitem')).toHaveText([/^Customer/, /^Mentoring/]);
  await entry.saved();
});

test('a link that could run code is refused, and nothing else changes', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  for (const address of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'a b']) {
    await entry.link.fill(address);
    await entry.link.press('Enter');
    await expect(entry.region).toContainText('A link must start with https://, http:// or mailto:');
    await expect(entry.link).toHaveValue(address);
  }
  await expect(entry.links).toHaveCount(0);
  await expect(entry.status).toHaveText('');
  await entry.link.fill('sam@example.com');
  await entry.link.press('Enter');
  await expect(entry.links.getByRole('link')).toHaveAttribute('href', 'mailto:sam@example.com');
  await entry.links.getByRole('button', { name: 'Remove sam@example.com' }).click();
  await expect(entry.links).toHaveCount(0);
});

test('strength names the one step that would raise it', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await expect(entry.region).toContainText('Claimadd a link or a file that shows it');
  await entry.link.fill('https://example.com');
  await entry.link.press('Enter');
  await expect(entry.region).toContainText('Artefactadd who saw it');
  await entry.people.fill('Sam');
  await expect(entry.region).toContainText('Corroboratedadd what changed');
  await entry.outcome.fill('3 of 4 teams moved');
  await expect(entry.region).toContainText('Measured');
});

test('what is typed right after Ctrl+N is all in the new entry', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  for (const words of ['First of two', 'Second of two']) {
    await page.keyboard.press('Control+n');
    await page.keyboard.type(words, { delay: 30 });
    await expect(entry.title).toHaveValue(words);
    await entry.saved();
  }
});

test('an address that is typed and left is added, and a refused one stays with its reason', async ({
  page,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('With evidence');
  await entry.link.fill('git.example.com/rfc/41');
  await entry.outcome.click();
  await expect(entry.links.getByRole('listitem')).toHaveCount(1);
  await expect(entry.link).toHaveValue('');
  await entry.link.fill('javascript:alert(1)');
  await entry.outcome.click();
  await expect(entry.link).toHaveValue('javascript:alert(1)');
  await expect(entry.links.getByRole('listitem')).toHaveCount(1);
  await entry.link.fill('https://example.com/2');
  await entry.button('Add link').click();
  await expect(entry.links.getByRole('listitem')).toHaveCount(2);
  await expect(entry.link).toHaveValue('');
  await entry.saved();
});
