import type { Page } from '@playwright/test';
import { axeViolations } from '../support/axe.ts';
import { expect, test } from '../support/shell.ts';

const MAC = process.platform === 'darwin';

test('the keys for quick capture are changed, refused and removed in Settings', async ({
  host,
  page,
}) => {
  const section = await openSection(page);
  const status = section.getByRole('status');
  const change = section.getByRole('button', { name: 'Change shortcut…' });
  await expect(status).toHaveText(/opens it from anywhere/);

  await change.click();
  await expect(status).toHaveText('Press the new keys…');
  await page.keyboard.press('Escape');
  await expect(status).toHaveText(/opens it from anywhere/);

  await change.click();
  await page.keyboard.press('Control+Shift+F9');
  await expect(status).toHaveText(/F9 opens it from anywhere/);
  const held = (keys: string) =>
    host.evaluate(({ globalShortcut }, wanted) => globalShortcut.isRegistered(wanted), keys);
  expect(await held('Ctrl+Shift+F9')).toBe(true);
  expect(await held('Ctrl+Alt+J')).toBe(false);

  await host.evaluate(({ globalShortcut }) => globalShortcut.register('Ctrl+Alt+K', () => {}));
  await change.click();
  await page.keyboard.press('Control+Alt+K');
  await expect(status).toHaveText(/Another app uses .*K\. .*F9 stays\./);

  await change.click();
  await page.keyboard.press('Delete');
  await expect(status).toHaveText(/No keys open it/);
  expect(await held('Ctrl+Shift+F9')).toBe(false);
});

test('login and tray are the writer’s to choose', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'elsewhere this would change the tester’s own account');
  const section = await openSection(page);
  const login = section.getByRole('checkbox', { name: 'Open at login' });
  const tray = section.getByRole('checkbox', {
    name: 'Keep running in the tray when the window is closed',
  });
  await expect(login).not.toBeChecked();
  await login.check();
  await tray.check();
  await page.reload();
  await expect(login).toBeChecked();
  await expect(tray).toBeChecked();
  await login.uncheck();
});

test('says what spelling is checked by', async ({ page }) => {
  const section = await openSection(page);
  await expect(section).toContainText(MAC ? 'Your Mac checks it' : 'Not checked: dictionaries');
  expect(await axeViolations(page)).toEqual([]);
});

async function openSection(page: Page) {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Settings' })
    .click();
  return page.getByRole('region', { name: 'This computer' });
}
