import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  type Actions,
  COMMANDS,
  commandsIn,
  runCommand,
} from '../../renderer/commands/commands.ts';
import { matching } from '../../renderer/commands/match.ts';
import { accelerator, isPressed, shortcutLabel } from '../../renderer/commands/shortcut.ts';
import { between, layOut, topOf } from '../../renderer/parts/long-list-layout.ts';
import { monthsOf } from '../../renderer/views/calendar/year.ts';

const groups = fc
  .array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 })
  .map((counts) => counts.map((count, index) => ({ key: String(index), count })));

test('what is drawn of a long list is exactly the rows that touch the window', () => {
  fc.assert(
    fc.property(groups, fc.nat(200_000), fc.integer({ min: 1, max: 3_000 }), (of, at, height) => {
      const layout = layOut(of, 58, 40);
      const top = at % layout.height;
      const drawn = between(layout, top, top + height).flatMap(({ from, to }) =>
        Array.from({ length: to - from }, (_, index) => from + index),
      );
      const touching = Array.from({ length: layout.rows }, (_, row) => row).filter((row) => {
        const rowTop = topOf(layout, row);
        return rowTop < top + height && rowTop + 58 > top;
      });
      expect(drawn).toEqual(touching);
    }),
    { numRuns: 200 },
  );
});

test('no two commands share an id, a name or a shortcut', () => {
  for (const of of ['id', 'name', 'shortcut'] as const) {
    const values = COMMANDS.map((command) => command[of]).filter((value) => value !== null);
    expect(new Set(values).size, of).toBe(values.length);
  }
});

test('quick capture is a command where there is a desktop, and no other differs', () => {
  expect(commandsIn({ desktop: true })).toEqual(COMMANDS);
  const missing = COMMANDS.filter((command) => !commandsIn({ desktop: false }).includes(command));
  expect(missing.map(({ id }) => id)).toEqual(['quick-capture']);
});

test('a command runs by its id, and an unknown one does nothing', () => {
  const done: string[] = [];
  // Every action there is, by the name it is asked for.
  const actions = new Proxy({} as Actions, {
    get: (_, name) => (place?: string) => done.push([name, place].join(' ').trim()),
  });
  for (const id of ['no-such-thing', '', 'constructor', '__proto__']) runCommand(id, actions);
  expect(done).toEqual([]);
  runCommand('go-settings', actions);
  runCommand('quick-capture', actions);
  expect(done).toEqual(['goTo settings', 'quickCapture']);
});

test('a shortcut is Command on a Mac and Ctrl elsewhere', () => {
  const keys = { key: 'n', ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };
  expect(isPressed('Mod+N', keys, false)).toBe(true);
  expect(isPressed('Mod+N', keys, true)).toBe(false);
  expect(isPressed('Mod+N', { ...keys, shiftKey: true }, false)).toBe(false);
  expect(isPressed('Mod+N', { ...keys, altKey: true }, false)).toBe(false);
  expect(isPressed('Mod+/', { ...keys, key: '/', shiftKey: true }, false)).toBe(true);
  expect([shortcutLabel('Mod+N', true), shortcutLabel('Mod+N', false)]).toEqual(['⌘N', 'Ctrl+N']);
  expect(accelerator('Mod+,')).toBe('CmdOrCtrl+,');
});

test('the palette finds commands by the beginnings of their words', () => {
  const names = (typed: string) => matching(COMMANDS, typed).map(({ name }) => name);
  expect(names('go sum')).toEqual(['Go to Summaries']);
  expect(names('exp')).toEqual(['Export archive…', 'Export summary…']);
  expect(names('')).toHaveLength(COMMANDS.length);
  expect(names('nothing like it')).toEqual([]);
});

test('a year of months begins each on its weekday, leap years too', () => {
  const months = monthsOf(2024);
  expect(months.map(({ days }) => days.length)).toEqual([
    31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
  ]);
  expect(months[0]?.column).toBe(0);
  expect(months[8]?.column).toBe(6);
});
