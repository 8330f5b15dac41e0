import type { Pressed } from './shortcut.ts';

/** Keys that reach the app from anywhere, in Electron's words: `Ctrl+Alt+J`. */
export type Recorded =
  | { readonly keys: string }
  /** It is no key for this, or too few are held with it: it would be taken from all other apps. */
  | { readonly problem: 'key' | 'modifier' }
  /** Only modifiers so far. */
  | null;

/** What a press tells beyond its letter: where the key is, which no modifier changes. */
export interface RecordedPress extends Pressed {
  readonly code: string;
}

const MODIFIERS = ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta', 'OS'];

/** The keys of a press, as electron/ipc.ts takes them. */
export function recorded(press: RecordedPress, mac: boolean): Recorded {
  if (MODIFIERS.includes(press.key)) return null;
  const key = keyOf(press);
  if (key === null) return { problem: 'key' };
  const held = [
    press.ctrlKey && 'Ctrl',
    press.altKey && 'Alt',
    press.shiftKey && 'Shift',
    press.metaKey && (mac ? 'Cmd' : 'Super'),
  ].filter((name) => name !== false);
  // Every app has a use for Ctrl and a letter; few have one for Ctrl, Alt and a letter.
  const enough = held.length > (/^F\d/.test(key) ? 0 : 1) && held.some((name) => name !== 'Shift');
  return enough ? { keys: [...held, key].join('+') } : { problem: 'modifier' };
}

function keyOf({ key, code }: RecordedPress): string | null {
  // The system tells the digits of the number pad apart.
  if (code.startsWith('Numpad')) return null;
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  if (code === 'Space') return 'Space';
  // With Alt a Mac writes signs instead of letters, and many keyboards have no Latin ones.
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? null;
}

const SIGNS: Readonly<Record<string, string>> = {
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Cmd: '⌘',
  CmdOrCtrl: '⌘',
  Super: '⌘',
};

/** The keys as this system's people write them: `⌃⌥J`, `Ctrl+Alt+J`, `Win+J`. */
export function globalShortcutLabel(keys: string, platform: 'mac' | 'windows' | 'linux'): string {
  const parts = keys.split('+');
  if (platform === 'mac') return parts.map((part) => SIGNS[part] ?? part).join('');
  const names: Readonly<Record<string, string>> = {
    CmdOrCtrl: 'Ctrl',
    Super: platform === 'windows' ? 'Win' : 'Super',
  };
  return parts.map((part) => names[part] ?? part).join('+');
}
