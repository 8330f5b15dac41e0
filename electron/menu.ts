import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, MenuName } from './bridge.ts';
import { tell } from './ipc.ts';

const MAC = process.platform === 'darwin';

/** Shows the page's commands in the application menu, among the entries the system expects. */
export async function showMenu(
  window: BrowserWindow,
  commands: readonly MenuCommand[],
): Promise<void> {
  setMenu((name) =>
    commands
      .filter(({ menu }) => menu === name)
      .map(({ id, label, accelerator }) => ({
        id,
        label,
        ...(accelerator === null ? {} : { accelerator }),
        click: () => tell(window, 'command', id),
      })),
  );
}

/** The menu until the page has sent its commands. */
export function showSystemMenu(): void {
  setMenu(() => []);
}

type Items = MenuItemConstructorOptions[];

function setMenu(commandsOf: (name: MenuName) => Items): void {
  const menu = (name: MenuName, system: Items): Items => {
    const commands = commandsOf(name);
    const line: Items = commands.length > 0 && system.length > 0 ? [{ type: 'separator' }] : [];
    const submenu = [...commands, ...line, ...system];
    return submenu.length === 0 ? [] : [{ label: name, submenu }];
  };
  const template: Items = [
    ...(MAC ? [{ role: 'appMenu' } as const] : []),
    ...menu('File', [{ role: MAC ? 'close' : 'quit' }]),
    { role: 'editMenu' },
    ...menu('View', [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ]),
    ...menu('Go', []),
    { role: 'windowMenu' },
    ...menu('Help', []),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
