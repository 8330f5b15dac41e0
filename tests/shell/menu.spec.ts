import type { MenuCommand } from '../../electron/bridge.ts';
import { expect, test } from '../support/shell.ts';

const COMMANDS: MenuCommand[] = [
  { id: 'new-entry', label: 'New entry', menu: 'File', accelerator: 'CmdOrCtrl+N' },
  { id: 'search', label: 'Search', menu: 'Go', accelerator: null },
];

test('holds the commands of the page, and runs them', async ({ host, page }) => {
  const heard = page.evaluate(async (commands) => {
    const bridge = window.staffJournalBridge;
    await bridge?.showMenu(commands);
    document.title = 'menu shown';
    return new Promise<string>((resolve) => bridge?.onCommand(resolve));
  }, COMMANDS);
  await expect(page).toHaveTitle('menu shown');

  const items = await host.evaluate(({ Menu }) => {
    const menu = Menu.getApplicationMenu();
    const described = ['new-entry', 'search'].map((id) => {
      const item = menu?.getMenuItemById(id);
      return [item?.label, item?.accelerator ?? null];
    });
    menu?.getMenuItemById('search')?.click();
    return described;
  });
  expect(items).toEqual([
    ['New entry', 'CmdOrCtrl+N'],
    ['Search', null],
  ]);
  expect(await heard).toBe('search');
});

test('is the system’s own until the page has spoken, and without it', async ({ host, page }) => {
  await page.evaluate(() => window.staffJournalBridge?.showMenu([]));
  const roles = await host.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map(({ role, label }) => role?.toLowerCase() ?? label),
  );
  expect(roles).toEqual(
    process.platform === 'darwin'
      ? ['appmenu', 'File', 'editmenu', 'View', 'windowmenu']
      : ['File', 'editmenu', 'View', 'windowmenu', 'Help'],
  );
});

test('refuses commands that would break the menu', async ({ page }) => {
  const good = COMMANDS[0];
  const bad = [
    [{ ...good, accelerator: 'no such key' }],
    [{ ...good, menu: 'Window' }],
    [{ ...good, label: '' }],
    [{ ...good, role: 'quit' }],
    [{ ...good, id: 7 }],
    [null],
    [{ ...good, accelerator: 'Ctrl+' }],
    'commands',
    Array(201).fill(good),
  ];
  for (const commands of bad) {
    const shown = page.evaluate(
      (value) => window.staffJournalBridge?.showMenu(value as MenuCommand[]),
      commands as unknown,
    );
    await expect(shown, JSON.stringify(commands).slice(0, 80)).rejects.toThrow(/showMenu/);
  }
});

test('a command that the page does not know does nothing', async ({ host, page }) => {
  await expect(page.getByRole('button', { name: 'New entry' })).toBeVisible();
  await host.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('command', 'no-such-command'),
  );
  const click = () =>
    host.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById('new-entry');
      item?.click();
      return item !== undefined && item !== null;
    });
  await expect.poll(click).toBe(true);
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
});
