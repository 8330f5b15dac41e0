import { expect, test } from '@playwright/test';
import { backupName, dayInName } from '../../backup-rules/name.ts';

// FROZEN: under other names the backups that people have would neither be listed nor rotated.
test('a backup is named by the second it was made, and by a number where that is taken', () => {
  const made = new Date(2026, 10, 4, 9, 5, 7);
  expect(backupName(made)).toBe('Staff Journal 2026-11-04 09-05-07.staffjournal');
  expect(backupName(made, 12)).toBe('Staff Journal 2026-11-04 09-05-07 (12).staffjournal');
  expect([1, 2].map((count) => dayInName(backupName(made, count)))).toEqual([
    '2026-11-04',
    '2026-11-04',
  ]);
});

test('what only looks like one has no day, and so is never taken for one of ours', () => {
  const others = [
    'Staff Journal 2026-11-04 09-05-07.staffjournal.crswap',
    'Copy of Staff Journal 2026-11-04 09-05-07.staffjournal',
    'Staff Journal 2026-11-04 09-05-07 (two).staffjournal',
    'Staff Journal 2026-11-04.staffjournal',
    'sub/Staff Journal 2026-11-04 09-05-07.staffjournal',
  ];
  expect(others.map(dayInName)).toEqual(others.map(() => null));
});
