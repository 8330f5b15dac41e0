import type { Host } from '../support/host.ts';
import { entryPage } from '../support/pages/entry.ts';
import { expect, testInTurn as test } from '../support/shell.ts';

test('opens a link once the writer has seen where it leads', async ({ host, page }) => {
  await answer(host, '0');
  await page.evaluate(() => window.staffJournalBridge?.openLink('https://example.com/a?b'));
  expect(await asked(host)).toEqual(['Open example.com?', 'https://example.com/a?b']);
});

test('opens nothing when the writer thinks better of it', async ({ host, page }) => {
  await answer(host, '1');
  await page.evaluate(() => window.staffJournalBridge?.openLink('mailto:someone@example.com'));
  expect(await asked(host)).toEqual(['Open someone@example.com?']);
});

test('says so when a link is not opened, and opens nothing', async ({ host, page }) => {
  await answer(host, '0');
  const entry = entryPage(page);
  await entry.begin();
  await entry.title.fill('Read the statement');
  await entry.link.fill('https://bank.example@evil.example/');
  await entry.button('Add link').click();
  await entry.links.getByRole('link').click();
  await expect(page.getByText('The link was not opened')).toBeVisible();
  expect(await asked(host)).toEqual([]);
});

/** Answers message boxes, and notes in the application menu's stead what was asked and opened. */
function answer(host: Host, button: string): Promise<void> {
  return host.evaluate(({ dialog, shell }, response) => {
    const log: string[] = [];
    Reflect.set(globalThis, 'asked', log);
    dialog.showMessageBox = async (...args: unknown[]) => {
      const options = args.at(-1) as Electron.MessageBoxOptions;
      log.push(options.message);
      return { response: Number(response), checkboxChecked: false };
    };
    shell.openExternal = async (url) => {
      log.push(url);
    };
  }, button);
}

function asked(host: Host): Promise<unknown> {
  return host.evaluate(() => Reflect.get(globalThis, 'asked') as unknown);
}
