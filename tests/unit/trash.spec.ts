import { expect, test } from '@playwright/test';
import { daysBetween } from '../../renderer/domain/day.ts';
import { daysLeft, dueForRemoval, TRASH_DAYS, type Written } from '../../renderer/domain/trash.ts';

// The zone of the machine is the writer's; node reads TZ anew whenever it changes.
function within<T>(zone: string, run: () => T): T {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

const at = (text: string) => new Date(text);

/** Entries in the order in which they were written; a deleted one was written last when it was deleted. */
const journal = (...entries: readonly { updated: string; deleted?: true }[]): Written[] =>
  entries.map(({ updated, deleted }, index) => {
    const instant = at(updated).toISOString();
    return { id: `${index}`, seq: index + 1, updated: instant, deleted: deleted ? instant : null };
  });

test('days between two days, across months, leap days and changes of the clock', () => {
  expect(daysBetween('2026-11-24', '2026-11-24')).toBe(0);
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2);
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
});

for (const zone of ['UTC', 'Europe/London', 'Pacific/Kiritimati', 'America/St_Johns']) {
  test(`days left are days of the calendar in ${zone}`, () => {
    within(zone, () => {
      // Local times: across a change of the clock in March in two of the zones.
      const deleted = new Date(2026, 2, 7, 23, 50).toISOString();
      expect(daysLeft(deleted, new Date(2026, 2, 7, 23, 59))).toBe(30);
      expect(daysLeft(deleted, new Date(2026, 2, 8, 0, 0))).toBe(29);
      expect(daysLeft(deleted, new Date(2026, 2, 29, 3, 30))).toBe(8);
      expect(daysLeft(deleted, new Date(2026, 3, 5, 12, 0))).toBe(1);
      expect(daysLeft(deleted, new Date(2026, 3, 6, 23, 59))).toBe(0);
      expect(daysLeft(deleted, new Date(2026, 3, 7, 0, 0))).toBe(-1);
      expect(daysLeft(deleted, new Date(2025, 0, 1)), 'a clock set back').toBe(TRASH_DAYS);
    });
  });

  test(`an entry stays through its thirtieth day in ${zone}`, () => {
    within(zone, () => {
      const local = (...parts: [number, number, number, number?]) => new Date(2026, ...parts);
      const written = (now: Date) =>
        dueForRemoval(
          journal(
            { updated: local(9, 1, 0).toISOString(), deleted: true },
            { updated: local(9, 31, 23, 59).toISOString() },
            { updated: local(10, 1, 0, 1).toISOString() },
          ),
          now,
        );
      expect(written(local(9, 31, 23, 59))).toEqual([]);
      expect(written(local(10, 1, 23, 59)), 'written since, but only today').toEqual([]);
      expect(written(local(10, 2, 0, 1))).toEqual(['0']);
    });
  });
}

test('only what is in the trash is removed, and only what is long there', () => {
  const entries = journal(
    { updated: '2026-01-01T10:00:00Z' },
    { updated: '2026-01-02T10:00:00Z', deleted: true },
    { updated: '2026-01-31T10:00:00Z', deleted: true },
    { updated: '2026-02-20T10:00:00Z' },
  );
  expect(dueForRemoval(entries, at('2026-02-21T10:00:00Z'))).toEqual(['1']);
});

test('whoever writes nothing keeps the trash', () => {
  const entries = journal({ updated: '2026-01-01T10:00:00Z', deleted: true });
  expect(dueForRemoval(entries, at('2027-01-01T10:00:00Z'))).toEqual([]);
  expect(dueForRemoval([], at('2027-01-01T10:00:00Z'))).toEqual([]);
});

test('a clock that jumps a year ahead removes nothing that day, whatever is written', () => {
  const entries = journal(
    { updated: '2026-11-01T10:00:00Z' },
    { updated: '2026-11-20T10:00:00Z', deleted: true },
    { updated: '2026-11-24T10:00:00Z' },
    { updated: '2027-11-24T10:01:00Z' },
  );
  expect(dueForRemoval(entries, at('2027-11-24T20:00:00Z'))).toEqual([]);
  // Set right again, what was written ahead says nothing.
  expect(dueForRemoval(entries, at('2026-11-25T10:00:00Z'))).toEqual([]);
  expect(dueForRemoval(entries, at('2026-12-31T10:00:00Z'))).toEqual([]);
});

test('what was deleted by a clock that was behind is kept for 30 days from then', () => {
  const entries = journal(
    { updated: '2026-11-23T10:00:00Z' },
    { updated: '1970-01-01T00:05:00Z', deleted: true },
    { updated: '2026-11-24T10:00:00Z' },
  );
  expect(dueForRemoval(entries, at('2026-11-25T10:00:00Z'))).toEqual([]);
  const later = [...entries, ...journal({ updated: '2026-12-25T10:00:00Z' })].map(
    (entry, index) => ({ ...entry, id: `${index}`, seq: index + 1 }),
  );
  expect(dueForRemoval(later, at('2026-12-26T10:00:00Z'))).toEqual(['1']);
});

test('what was deleted in the future, as the clock says now, is kept', () => {
  const entries = journal(
    { updated: '2027-06-01T10:00:00Z', deleted: true },
    { updated: '2026-11-23T10:00:00Z' },
  );
  expect(dueForRemoval(entries, at('2026-11-25T10:00:00Z'))).toEqual([]);
});
