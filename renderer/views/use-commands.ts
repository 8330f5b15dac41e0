import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { type Actions, runCommand } from '../commands/commands.ts';
import { accelerator, isPressed } from '../commands/shortcut.ts';
import { shell } from '../shell/host.ts';
import { OFFERED } from './offered-commands.ts';

/**
 * Runs commands from the keyboard and from the application menu.
 * @param isFramed whether the frame is there: behind a screen in its place nothing is to happen
 */
export function useCommands(actions: Actions, isFramed: boolean): void {
  const run = useEffectEvent((id: string) => {
    const command = OFFERED.find((offered) => offered.id === id);
    if (command === undefined || !(isFramed || command.withoutFrame)) return;
    // What a dialog asks comes first.
    if (!command.always && document.querySelector('dialog:modal') !== null) return;
    // At once: the next key belongs to what the command shows.
    flushSync(() => runCommand(id, actions));
  });

  useEffect(() => {
    const mac = shell.platform === 'mac';
    const press = (event: KeyboardEvent) => {
      const command = OFFERED.find(
        ({ shortcut }) => shortcut !== null && isPressed(shortcut, event, mac),
      );
      if (command === undefined || event.defaultPrevented) return;
      event.preventDefault();
      if (!event.repeat) run(command.id);
    };
    window.addEventListener('keydown', press);
    const stop = shell.onCommand((id) => run(id));
    shell.showMenu(
      OFFERED.map(({ id, name, menu, shortcut }) => ({
        id,
        label: name,
        menu,
        accelerator: shortcut === null ? null : accelerator(shortcut),
      })),
    );
    return () => {
      window.removeEventListener('keydown', press);
      stop();
    };
  }, []);
}
