import type { Host } from './host.ts';

/** From now on presses this button whatever is asked, and notes what was. */
export function answer(host: Host, button: string): Promise<void> {
  return host.evaluate(({ dialog }, label) => {
    const log: string[] = [];
    Reflect.set(globalThis, 'asked', log);
    dialog.showMessageBox = async (...args: unknown[]) => {
      const { message, buttons = [] } = args.at(-1) as Electron.MessageBoxOptions;
      log.push(message);
      return { response: buttons.indexOf(label), checkboxChecked: false };
    };
  }, button);
}

/** What was asked since, in order. */
export function asked(host: Host): Promise<string[]> {
  return host.evaluate(() => Reflect.get(globalThis, 'asked') as string[]);
}
