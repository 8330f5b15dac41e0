/** What a key press tells, as the browser's KeyboardEvent does. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a press is this shortcut (`Mod+N`). Shift counts only for letters: `/` needs it on some keyboards. */
export function isPressed(shortcut: string, pressed: Pressed, mac: boolean): boolean {
  const { key, shift } = partsOf(shortcut);
  const mod = mac ? pressed.metaKey : pressed.ctrlKey;
  const other = mac ? pressed.ctrlKey : pressed.metaKey;
  if (!mod || other || pressed.altKey || pressed.key.toUpperCase() !== key) return false;
  return pressed.shiftKey === shift || !/^[A-Z]$/.test(key);
}

/** The shortcut as this system's people write it: `⌘N`, `Ctrl+N`. */
export function shortcutLabel(shortcut: string, mac: boolean): string {
  const { key, shift } = partsOf(shortcut);
  return mac ? `${shift ? '⇧' : ''}⌘${key}` : `Ctrl+${shift ? 'Shift+' : ''}${key}`;
}

/** The shortcut in Electron's words. */
export function accelerator(shortcut: string): string {
  const { key, shift } = partsOf(shortcut);
  return `CmdOrCtrl+${shift ? 'Shift+' : ''}${key}`;
}

function partsOf(shortcut: string): { readonly key: string; readonly shift: boolean } {
  const [, shift, key = ''] = /^Mod\+(Shift\+)?(.+)$/.exec(shortcut) ?? [];
  return { key, shift: shift !== undefined };
}
