import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/shell.ts';

test('opens at login only when asked to', async ({ page, folder }) => {
  test.skip(process.platform !== 'linux', 'elsewhere this would change the tester’s own account');
  const file = path.join(folder, 'config', 'autostart', 'staff-journal.desktop');
  expect(await setLogin(page, undefined)).toBe(false);
  await expect(stat(file)).rejects.toThrow('ENOENT');

  expect(await setLogin(page, true)).toBe(true);
  expect((await readFile(file, 'utf8')).split('\n')).toEqual([
    '[Desktop Entry]',
    'Type=Application',
    'Name=Staff Journal',
    expect.stringMatching(/^Exec="[^"]+" .*"--hidden"$/),
    'Terminal=false',
    '',
  ]);

  expect(await setLogin(page, false)).toBe(false);
  await expect(stat(file)).rejects.toThrow('ENOENT');
});

function setLogin(page: Page, openAtLogin: boolean | undefined): Promise<boolean | undefined> {
  return page.evaluate(async (value) => {
    const bridge = window.staffJournalBridge;
    if (value !== undefined) await bridge?.changeDesktop({ openAtLogin: value });
    return (await bridge?.desktop())?.openAtLogin;
  }, openAtLogin);
}
