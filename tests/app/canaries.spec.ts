import { randomBytes } from 'node:crypto';
import { expect, test } from '../support/app.ts';
import { browserPath } from '../support/command.ts';
import { capturePage } from '../support/pages/capture.ts';
import { entryPage } from '../support/pages/entry.ts';
import { journalPage } from '../support/pages/journal.ts';
import { protectionPage } from '../support/pages/protection.ts';
import { settingsPage } from '../support/pages/settings.ts';
import { residueOf } from '../support/residue.ts';

// The browser that writers have, which remembers more of a page than the one without a screen.
test.use({
  alone: true,
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, executablePath: browserPath() }),
});

/** Letters that nothing else begins with; so many that they are met nowhere by chance. */
const stemOf = () =>
  Array.from(randomBytes(16), (byte) => String.fromCharCode(97 + (byte % 26))).join('');

test('of what is typed into the app, saved or not, nothing lies readable in the browser’s profile', async ({
  journal,
  profile,
}) => {
  const stem = stemOf();
  let count = 0;
  const next = () => `${stem}${String(count++).padStart(3, '0')}`;
  const { page } = journal;
  const passphrase = `${next()} quarry`;
  await protectionPage(page).setFirst(passphrase);
  const key = await protectionPage(page).makeRecoveryKey();

  const entry = entryPage(page);
  const screen = journalPage(page);
  await entry.begin();
  await entry.title.fill(`${next()} decided`);
  await entry.text.fill(`${next()} was down`);
  await entry.text.fill(`${next()} was up again`);
  for (const field of ['outcome', 'project', 'people'] as const) await entry[field].fill(next());
  await entry.link.fill(`https://example.org/${next()}`);
  await entry.link.press('Enter');
  await entry.addCompetency.fill(next());
  await entry.attach({
    name: `${next()}.txt`,
    type: 'text/plain',
    content: Buffer.from(`${next()} `.repeat(500)),
  });
  await expect(entry.attachments.getByRole('listitem')).toHaveCount(1);
  await entry.saved();
  await entry.close();

  await entry.begin();
  await entry.title.fill(next());
  await entry.saved();
  await entry.button('Delete entry').click();
  await screen.region.waitFor();

  await screen.search.fill(next());
  await screen.search.fill(`${stem}001`);
  await expect(screen.entries).toHaveCount(1);
  await screen.search.fill('');
  await screen.openPalette();
  await screen.command.fill(next());
  await page.keyboard.press('Escape');

  const quick = await page.context().newPage();
  await quick.goto(new URL('/capture.html', page.url()).href);
  await capturePage(quick).text.fill(next());
  await capturePage(quick).save.click();
  await expect(capturePage(quick).status).toHaveText('Saved');
  await capturePage(quick).text.fill(next());

  await page.bringToFront();
  await settingsPage(page).exportArchive();
  // Words that are not saved yet, when all ends.
  await screen.goTo('Journal');
  await entry.begin();
  await entry.text.fill(next());
  // And beside them what a careless page would leave, which has to be found.
  const control = stemOf();
  await page.evaluate((control) => {
    localStorage.setItem('control', `${control} kept`);
    const input = document.body.appendChild(document.createElement('input'));
    input.value = `${control} typed`;
    history.pushState(null, '', `?${control}${location.hash}`);
  }, control);
  const places = async (what: string) => Object.keys(await residueOf(profile, what)).join();
  await expect.poll(() => places(`${control} typed`), { timeout: 20_000 }).toContain('Sessions');
  // Chromium writes it down when it likes.
  await expect
    .poll(() => places(`${control} kept`), { timeout: 60_000 })
    .toContain('Local Storage');
  await journal.kill();
  expect(await residueOf(profile, stem)).toEqual({});
  for (const part of [key, key.replaceAll('-', '')]) {
    expect(await residueOf(profile, part), 'the recovery key').toEqual({});
  }

  const again = await journal.reopen();
  await protectionPage(again).passphrase.fill(passphrase);
  await protectionPage(again).unlock.click();
  await expect(journalPage(again).entries).not.toHaveCount(0);
  await journal.close();
  expect(await residueOf(profile, stem)).toEqual({});
  expect(await places(control), 'closed, too, it would be found').toContain('Sessions');
  expect(count).toBeGreaterThan(15);
});
