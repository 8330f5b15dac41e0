import type { Host } from '../support/host.ts';
import { expect, testInTurn as test } from '../support/shell.ts';

test('offers what can be done with text, and only there', async ({ host, page }) => {
  await noteMenus(host);
  await page.getByRole('button', { name: 'New entry' }).click();
  const title = page.getByRole('textbox', { name: 'Title' });
  await title.fill('Untangled the release train');
  await title.click({ button: 'right' });
  await expect
    .poll(() => menus(host))
    .toEqual([
      ['undo', 'redo', 'cut (off)', 'copy (off)', 'paste', 'pasteandmatchstyle', 'selectall'],
    ]);

  await title.selectText();
  await title.dispatchEvent('contextmenu');
  await expect.poll(async () => (await menus(host)).length).toBe(2);
  expect((await menus(host))[1]).toContain('copy');

  // Nothing to copy or to edit: no menu.
  await title.press('End');
  await page.getByRole('navigation', { name: 'Main' }).dispatchEvent('contextmenu');
  await title.dispatchEvent('contextmenu');
  await expect.poll(async () => (await menus(host)).length).toBe(3);
});

/** From now on menus are noted rather than shown. */
function noteMenus(host: Host): Promise<void> {
  return host.evaluate(({ Menu }) => {
    const log: string[][] = [];
    Reflect.set(globalThis, 'menus', log);
    Menu.prototype.popup = function popup() {
      const items = this.items.filter(({ type }) => type !== 'separator');
      log.push(
        items.map(({ role, enabled }) => `${role?.toLowerCase()}${enabled ? '' : ' (off)'}`),
      );
    };
  });
}

function menus(host: Host): Promise<string[][]> {
  return host.evaluate(() => Reflect.get(globalThis, 'menus') as string[][]);
}
