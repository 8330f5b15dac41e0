import { expect, test } from '@playwright/test';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';
import { entryOf, formOf } from '../../renderer/views/entry/form.ts';
import { linkAddress } from '../../renderer/views/entry/link-address.ts';

const last: Entry = newEntry(new Date('2026-05-04T10:00:00Z'), {
  day: '2026-05-04',
  through: '2026-05-06',
  people: ['Doe, Jane', 'Sam'],
  title: 'Old',
});
const form = formOf(last);

test('a form that nobody touched is the entry it came from', () => {
  expect(entryOf(form, last)).toEqual({ entry: last, problems: {} });
});

test('a wrong field keeps its last good value and does not hold up the others', () => {
  const { entry, problems } = entryOf(
    { ...form, title: 'New', day: 'half typed', outcome: 'x'.repeat(2001) },
    last,
  );
  expect(entry).toEqual({ ...last, title: 'New' });
  expect(Object.keys(problems).sort()).toEqual(['day', 'outcome']);
});

test('through before the day: whichever of the two moved keeps its last good value', () => {
  const early = entryOf({ ...form, title: 'New', through: '2026-05-01' }, last);
  expect(early.entry).toEqual({ ...last, title: 'New' });
  expect(early.problems).toEqual({ through: 'is before the day' });

  const late = entryOf({ ...form, title: 'New', day: '2026-06-01' }, last);
  expect(late.entry).toEqual({ ...last, title: 'New' });
  expect(late.problems).toEqual({ through: 'is before the day' });

  const both = entryOf({ ...form, day: '2026-06-01', through: '2026-06-02' }, last);
  expect(both.problems).toEqual({});
});

test('people are split at commas once someone edits them, and not before', () => {
  expect(entryOf({ ...form, title: 'New' }, last).entry.people).toEqual(['Doe, Jane', 'Sam']);
  expect(entryOf({ ...form, people: ' Ana ,, Sam,Ana' }, last).entry.people).toEqual([
    'Ana',
    'Sam',
  ]);
});

for (const [typed, url] of [
  ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
  ['  example.com ', 'https://example.com'],
  ['example.com:8080/x', 'https://example.com:8080/x'],
  ['localhost:3000', 'https://localhost:3000'],
  ['bücher.example/ß', 'https://bücher.example/ß'],
  ['sam@example.com', 'mailto:sam@example.com'],
] as const) {
  test(`the link ${typed.trim()} becomes ${url}`, () => {
    expect(linkAddress(typed)).toEqual({ url });
  });
}

for (const typed of [
  '',
  'example',
  'a b.com',
  'javascript:alert(1)',
  'JavaScript:1',
  'java\nscript:alert(1)',
  'data:text/html,<script>',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  'https://',
]) {
  test(`the link ${JSON.stringify(typed)} is refused`, () => {
    expect(linkAddress(typed)).toHaveProperty('problem');
  });
}
