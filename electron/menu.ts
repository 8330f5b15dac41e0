import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, MenuName } from './bridge.ts';
import { tell } from './ipc.ts';
import { showMainWindow } from './main-window.ts';

const MAC = process.platform === 'darwin';

type Items = MenuItemConstructorOptions[];
type CommandsOf = (menu: MenuName) => Items;

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
        click: () => {
          // The menu is there while the window is not: a command shows what it does.
          showMainWindow();
          tell(window, 'command', id);
        },
      })),
  );
}

/** The menu until the page has sent its commands. */
export function showSystemMenu(): void {
  setMenu(() => []);
}

function setMenu(commandsOf: CommandsOf): void {
  const template = [
    ...(MAC ? [macAppMenu(commandsOf('App'))] : []),
    ...menu('File', commandsOf('File'), MAC ? [] : commandsOf('App'), [
      { role: MAC ? 'close' : 'quit' },
    ]),
    { role: 'editMenu' as const },
    ...menu(
      'View',
      commandsOf('View'),
      [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }],
      [{ role: 'togglefullscreen' }],
    ),
    ...menu('Go', commandsOf('Go')),
    { role: 'windowMenu' as const },
    ...menu('Help', commandsOf('Help'), MAC ? [] : [{ role: 'about' }]),
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** The menu of a Mac's app, in the order that people there know. */
function macAppMenu(commands: Items): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: lined([
      [{ role: 'about' }],
      commands,
      [{ role: 'services' }],
      [{ role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }],
      [{ role: 'quit' }],
    ]),
  };
}

/** A menu of these groups; none when there is nothing in it. */
function menu(label: MenuName, ...groups: Items[]): Items {
  const submenu = lined(groups);
  return submenu.length === 0 ? [] : [{ label, submenu }];
}

/** The groups with a line between each two. */
function lined(groups: readonly Items[]): Items {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' as const }, ...group]));
}
