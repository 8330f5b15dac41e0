import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  globalShortcutLabel,
  type RecordedPress,
  recorded,
} from '../../renderer/commands/global-shortcut.ts';

/** What main takes (electron/ipc.ts). */
const TAKEN =
  /^(?=.*(?:Ctrl|Cmd|Alt|Super)\+)(?:(?:CmdOrCtrl|Ctrl|Cmd|Alt|Shift|Super)\+)+(?:F(?:[1-9]|1\d|2[0-4])|(?<=\+.*\+)(?:[A-Z0-9]|Space))$/;

const NOTHING_HELD = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false };

function press(key: string, code: string, held: Partial<RecordedPress> = {}): RecordedPress {
  return { key, code, ...NOTHING_HELD, ...held };
}

test('keys are written in Electron’s words', () => {
  const all = { ctrlKey: true, altKey: true, shiftKey: true, metaKey: true };
  const ctrl = { ctrlKey: true };
  expect(recorded(press('j', 'KeyJ', { ctrlKey: true, altKey: true }), false)).toEqual({
    keys: 'Ctrl+Alt+J',
  });
  expect(recorded(press('J', 'KeyJ', all), false)).toEqual({ keys: 'Ctrl+Alt+Shift+Super+J' });
  expect(recorded(press('J', 'KeyJ', all), true)).toEqual({ keys: 'Ctrl+Alt+Shift+Cmd+J' });
  expect(recorded(press('F12', 'F12', ctrl), false)).toEqual({ keys: 'Ctrl+F12' });
  expect(recorded(press(' ', 'Space', { ...ctrl, shiftKey: true }), false)).toEqual({
    keys: 'Ctrl+Shift+Space',
  });
});

test('the letter is what the keyboard writes, and where it writes none, where it stands', () => {
  const ctrl = { ctrlKey: true, altKey: true };
  const alt = { altKey: true, shiftKey: true };
  // AZERTY writes an A where others have Q.
  expect(recorded(press('a', 'KeyQ', ctrl), false)).toEqual({ keys: 'Ctrl+Alt+A' });
  expect(recorded(press('∆', 'KeyJ', alt), true)).toEqual({ keys: 'Alt+Shift+J' });
  expect(recorded(press('Dead', 'KeyE', alt), true)).toEqual({ keys: 'Alt+Shift+E' });
  expect(recorded(press('о', 'KeyJ', ctrl), false)).toEqual({ keys: 'Ctrl+Alt+J' });
  expect(recorded(press('!', 'Digit1', { ...ctrl, shiftKey: true }), false)).toEqual({
    keys: 'Ctrl+Alt+Shift+1',
  });
});

test('what would be taken from all other apps, or is no key for this, is refused', () => {
  const ctrl = { ctrlKey: true };
  expect(recorded(press('j', 'KeyJ'), false)).toEqual({ problem: 'modifier' });
  expect(recorded(press('J', 'KeyJ', { shiftKey: true }), false)).toEqual({ problem: 'modifier' });
  // Copying, and what else every app needs.
  expect(recorded(press('c', 'KeyC', ctrl), false)).toEqual({ problem: 'modifier' });
  expect(recorded(press('q', 'KeyQ', { metaKey: true }), true)).toEqual({ problem: 'modifier' });
  expect(recorded(press('F5', 'F5', { shiftKey: true }), false)).toEqual({ problem: 'modifier' });
  for (const [key, code] of [
    ['ArrowUp', 'ArrowUp'],
    ['Enter', 'Enter'],
    [';', 'Semicolon'],
    ['F25', 'F25'],
    ['1', 'Numpad1'],
    ['Unidentified', ''],
  ] as const) {
    expect(recorded(press(key, code, ctrl), false), key).toEqual({ problem: 'key' });
  }
  for (const key of ['Control', 'Alt', 'AltGraph', 'Shift', 'Meta']) {
    expect(recorded(press(key, key, ctrl), false), key).toBe(null);
  }
});

test('main takes all that is recorded', () => {
  const keys = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 2 }),
    fc.constantFrom('a', 'Z', '7', ' ', 'F1', 'F24', 'F99', 'Dead', 'Tab', 'Process'),
  );
  const codes = fc.constantFrom('KeyA', 'Digit0', 'Space', 'Numpad3', 'F1', 'Slash', '', 'KeyAB');
  const presses = fc.record({
    key: keys,
    code: codes,
    ctrlKey: fc.boolean(),
    altKey: fc.boolean(),
    shiftKey: fc.boolean(),
    metaKey: fc.boolean(),
  });
  fc.assert(
    fc.property(presses, fc.boolean(), (one, mac) => {
      const heard = recorded(one, mac);
      if (heard !== null && 'keys' in heard) expect(heard.keys).toMatch(TAKEN);
    }),
    { numRuns: 2_000 },
  );
});

test('keys are shown as each system’s people write them', () => {
  expect(globalShortcutLabel('Ctrl+Alt+J', 'linux')).toBe('Ctrl+Alt+J');
  expect(globalShortcutLabel('Ctrl+Alt+Shift+Cmd+J', 'mac')).toBe('⌃⌥⇧⌘J');
  expect(globalShortcutLabel('CmdOrCtrl+Space', 'mac')).toBe('⌘Space');
  expect(globalShortcutLabel('CmdOrCtrl+Space', 'windows')).toBe('Ctrl+Space');
  expect(globalShortcutLabel('Super+F5', 'windows')).toBe('Win+F5');
  expect(globalShortcutLabel('Super+F5', 'linux')).toBe('Super+F5');
});
