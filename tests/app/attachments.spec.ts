import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from '../support/app.ts';
import { axeViolations } from '../support/axe.ts';
import { drop } from '../support/drag.ts';
import { scrolledOuter } from '../support/overflow.ts';
import { entryPage } from '../support/pages/entry.ts';
import { importPage } from '../support/pages/import.ts';
import { journalPage } from '../support/pages/journal.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { tabTo } from '../support/tab-to.ts';

const PLACE = 'taken at home';
const NOTES = { name: 'notes.txt', type: 'text/plain', content: Buffer.from('What was said') };
const ARCHIVE = { name: 'traces.zip', type: 'application/zip', content: Buffer.alloc(2_000) };

async function picture(name = 'queue times.jpg') {
  const create = { width: 64, height: 48, channels: 3, background: '#3152b8' } as const;
  const content = await sharp({ create })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: PLACE } })
    .toBuffer();
  return { name, type: 'image/jpeg', content };
}

test('files that are chosen make a new entry one that is stored, and are there the next day', async ({
  journal,
}) => {
  let entry = entryPage(journal.page);
  await entry.begin();
  await entry.attach(await picture(), NOTES, ARCHIVE);
  await entry.saved();
  const items = entry.attachments.getByRole('listitem');
  await expect(items).toHaveText([/queue times\.jpg/, /notes\.txt13 bytes/, /traces\.zip2 KB/]);
  await expect(items.first().getByRole('presentation')).toHaveJSProperty('naturalWidth', 64);
  await expect(entry.region).toContainText('Artefact');
  await entry.title.fill('Cut the queue');
  await entry.saved();

  const page = await journal.reopen();
  entry = entryPage(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('has:attachment traces');
  await expect(journalPage(page).entries).toHaveCount(1);
  await entry.open('Cut the queue');
  await expect(entry.attachments.getByRole('listitem')).toHaveCount(3);
  await expect(entry.button('Open queue times.jpg')).toBeVisible();
  await expect(entry.button('Open traces.zip')).toBeHidden();
});

test('files are dropped anywhere on the entry, but not into its text; a folder says why not', async ({
  page,
}) => {
  const file = test.info().outputPath('dropped.txt');
  const other = test.info().outputPath('other.txt');
  const folder = test.info().outputPath('reports');
  await mkdir(folder);
  for (const one of [file, other]) await writeFile(one, `words of ${path.basename(one)}`);
  const entry = entryPage(page);
  await entry.begin();
  await drop(page, entry.text, { files: [file] });
  await expect(entry.button('Remove dropped.txt')).toBeVisible();
  await drop(page, entry.outcome, { files: [other, folder] });
  await expect(entry.button('Remove other.txt')).toBeVisible();
  await expect(entry.region.getByRole('alert')).toContainText('A folder cannot be attached');
  await entry.button('Dismiss reports').click();
  await expect(entry.attachments.getByRole('listitem')).toHaveCount(2);
  await expect(entry.text).not.toContainText('words of');
  await entry.saved();
});

test('a picture is pasted under a name of its own; words stay words', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await page.clock.setFixedTime(new Date('2026-11-25T14:05:00'));
  const paste = (types: Readonly<Record<string, string>>) =>
    page.evaluate((types) => {
      const data = new DataTransfer();
      for (const [type, value] of Object.entries(types)) {
        if (type.startsWith('text/')) data.setData(type, value);
        else data.items.add(new File([value], 'image.png', { type }));
      }
      const target = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      const how = { clipboardData: data, bubbles: true, composed: true, cancelable: true };
      target?.dispatchEvent(new ClipboardEvent('paste', how));
    }, types);
  await entry.text.click();
  await paste({ 'text/html': '<img src="https://example.com/a.png">', 'image/png': 'pixels' });
  await expect(entry.button('Remove Pasted 2026-11-25 14.05.png')).toBeVisible();
  await paste({ 'text/plain': 'a cell', 'text/html': '<td>a cell</td>', 'image/png': 'pixels' });
  await expect(entry.text).toHaveText('a cell');
  await expect(entry.attachments.getByRole('listitem')).toHaveCount(1);
});

test('an attachment is removed, and put back also from another screen', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('With evidence');
  await entry.attach(NOTES, ARCHIVE);
  await expect(entry.button('Remove traces.zip')).toBeVisible();
  const undo = page.getByRole('button', { name: 'Undo' });
  await entry.button('Remove notes.txt').click();
  await expect(entry.button('Attach…')).toBeFocused();
  await expect(entry.attachments.getByRole('listitem')).toHaveCount(1);
  await undo.click();
  await expect(entry.attachments.getByRole('listitem')).toHaveText([/notes/, /traces/]);
  await entry.button('Remove notes.txt').click();
  await entry.close();
  await undo.click();
  await entry.open('With evidence');
  await expect(entry.attachments.getByRole('listitem')).toHaveText([/notes/, /traces/]);
  await entry.button('Open notes.txt').click();
  await expect(page.getByRole('dialog', { name: 'notes.txt' })).toContainText('What was said');
});

test('a picture opens, and a copy of it does not say where it was taken', async ({ page }) => {
  const { name, content, type } = await picture();
  expect(content.includes(PLACE)).toBe(true);
  const entry = entryPage(page);
  await entry.begin();
  await entry.attach({ name, content, type }, NOTES);
  const open = entry.button(`Open ${name}`);
  await open.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name });
  const image = dialog.getByRole('img', { name });
  await expect(image).toHaveJSProperty('naturalWidth', 64);
  await expect(image).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(open, 'the focus is where it was').toBeFocused();

  const save = async (file: string) => {
    const downloading = page.waitForEvent('download');
    await entry.button(`Save a copy of ${file}…`).click();
    const download = await downloading;
    const saved = await (await download.createReadStream()).toArray();
    return { name: download.suggestedFilename(), content: Buffer.concat(saved) };
  };
  const copy = await save(name);
  expect(copy.name).toBe(name);
  expect(copy.content.includes(PLACE)).toBe(false);
  expect((await sharp(copy.content).metadata()).width).toBe(64);
  await expect(page.getByText('how the picture was made was left out')).toBeVisible();
  expect((await save(NOTES.name)).content).toEqual(NOTES.content);
});

test('a file that is gone before it is read is said to be, and is not taken for an empty one', async ({
  page,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  const file = test.info().outputPath('gone.txt');
  await drop(page, entry.title, { files: [file] });
  await expect(entry.region.getByRole('alert')).toContainText('The file cannot be read');
  await expect(entry.status).toHaveText('');
});

test('what is too large says so, what takes long can be stopped, and the rest arrives', async ({
  page,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('With evidence');
  const large = test.info().outputPath('large.bin');
  const tooLarge = test.info().outputPath('video.mp4');
  await writeFile(large, Buffer.alloc(60 * 1024 * 1024));
  await writeFile(tooLarge, Buffer.alloc(100 * 1024 * 1024 + 1));
  await entry.region.locator('input[type=file]').setInputFiles([tooLarge, large]);
  await entry.attach(NOTES);
  const alert = entry.region.getByRole('alert');
  await expect(alert).toHaveText(
    'It is larger than 100 MB, the most that one file may be. It was not attached.',
  );
  await expect(
    entry.region.getByRole('progressbar', { name: 'Attaching large.bin' }),
  ).toBeVisible();
  await entry.button('Cancel large.bin').click();
  await entry.button('Dismiss video.mp4').click();
  await expect(entry.attachments.getByRole('listitem')).toHaveText([/notes\.txt/]);
  await entry.saved();
});

test('a file arrives in the entry that it was meant for, whatever screen is shown', async ({
  page,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('With evidence');
  await entry.saved();
  const large = test.info().outputPath('large.bin');
  await writeFile(large, Buffer.alloc(30 * 1024 * 1024));
  await entry.region.locator('input[type=file]').setInputFiles([large]);
  await entry.close();
  await entry.open('With evidence');
  await entry.outcome.fill('Written meanwhile');
  await expect(entry.button('Remove large.bin')).toBeVisible({ timeout: 60_000 });
  await entry.saved();
  await page.reload();
  await expect(entry.outcome).toHaveValue('Written meanwhile');
  await expect(entry.button('Remove large.bin')).toBeVisible();
});

test('an entry in the trash shows what is attached, and does not change it', async ({ page }) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.attach(NOTES);
  await expect(entry.button('Remove notes.txt')).toBeVisible();
  await entry.saved();
  const address = page.url();
  await entry.button('Delete entry').click();
  await page.getByRole('region', { name: 'Entries' }).waitFor();
  await page.goto(address);
  await expect(entry.button('Save a copy of notes.txt…')).toBeVisible();
  await expect(entry.button('Remove notes.txt')).toBeHidden();
  await expect(entry.button('Attach…')).toBeHidden();
  await entry.button('Open notes.txt').click();
  await expect(page.getByRole('dialog', { name: 'notes.txt' })).toContainText('What was said');
});

test('everything is reached by keyboard, and axe finds nothing', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const entry = entryPage(page);
  await entry.begin();
  // Before the keys: the debugger takes a while to keep the dialog from opening.
  const choosing = page.waitForEvent('filechooser');
  await tabTo(entry.button('Attach…'));
  await page.keyboard.press('Enter');
  const long = { ...NOTES, content: Buffer.from('line\n'.repeat(200)) };
  const { name, content, type } = await picture('A picture with a name that takes two lines.jpg');
  await (await choosing).setFiles([
    { name: long.name, mimeType: long.type, buffer: long.content },
    { name, mimeType: type, buffer: content },
  ]);
  await expect(entry.button(`Open ${name}`)).toBeVisible();
  const folder = test.info().outputPath('reports');
  await mkdir(folder);
  await drop(page, entry.button('Attach…'), { files: [folder] });
  await expect(entry.region.getByRole('alert')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: 400, height: 600 });
  expect(await scrolledOuter(page)).toEqual([]);
  for (const file of [name, NOTES.name]) {
    await entry.button(`Open ${file}`).click();
    await expect(page.getByRole('dialog', { name: file })).not.toContainText('Opening');
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('an archive brings the files along into another journal', async ({
  page,
  browser,
  server,
}) => {
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('With evidence');
  await entry.attach(await picture(), NOTES);
  await expect(entry.button('Remove notes.txt')).toBeVisible();
  await entry.saved();
  const archive = await settingsPage(page).exportArchive();
  expect(archive.name).toMatch(/^staff-journal-archive-\d{4}-\d\d-\d\d\.zip$/);
  expect(archive.text).toContain('What was said');
  expect(archive.text).not.toContain(PLACE);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(server.origin);
  const importing = importPage(other);
  await importing.choose(archive.path);
  await expect(importing.dialog).toContainText('2 attachments, ');
  await importing.commitButton.click();
  await other.getByText('1 entry imported').waitFor();
  await journalPage(other).goTo('Journal');
  const imported = entryPage(other);
  await imported.open('With evidence');
  await expect(imported.button('Open queue times.jpg')).toBeVisible();
  await imported.button('Open notes.txt').click();
  await expect(other.getByRole('dialog', { name: 'notes.txt' })).toContainText('What was said');
  await context.close();
});
