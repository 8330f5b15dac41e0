import { addDays, type Day, dayOf, daysBetween } from './day.ts';

/** How long an entry is kept in the trash before it may be removed for good. */
export const TRASH_DAYS = 30;

/** What the rules look at in an entry. Instants are ISO 8601 in UTC, to the millisecond. */
export interface Written {
  readonly id: string;
  /** Grows with every write, whatever the clock says. */
  readonly seq: number;
  readonly updated: string;
  readonly deleted: string | null;
}

/** The last day on which an entry is kept in the trash, where the writer is now. */
function lastDayOf(deleted: string): Day {
  return addDays(dayOf(new Date(deleted)), TRASH_DAYS);
}

/**
 * How many days after today an entry is still kept: 0 on its last one, negative once it is due.
 * Never more than `TRASH_DAYS`, whatever the clock said when it was deleted.
 */
export function daysLeft(deleted: string, now: Date): number {
  return Math.min(TRASH_DAYS, daysBetween(dayOf(now), lastDayOf(deleted)));
}

/**
 * The ids of what has been in the trash for more than 30 days.
 *
 * The clock alone is not believed, since removing cannot be undone: one that was set wrong would
 * empty the whole trash at the next start. So the journal itself has to show that the days passed.
 * Something in it was written after an entry's last day and before today, which a clock that jumped
 * ahead cannot show on the day it did. And a deletion is never taken to be older than what had been
 * written before it, as it would seem by a clock that was behind. Whoever never writes keeps the trash.
 *
 * @param written all that the journal holds, the trash included
 */
export function dueForRemoval(written: readonly Written[], now: Date): string[] {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate()).toISOString();
  // Compared as text, which instants in UTC can be: a date for each of 100,000 would take its time.
  const latest = (a: string, b: string) => (a > b ? a : b);
  const last = written.reduce(
    (so, { updated }) => (updated < today ? latest(so, updated) : so),
    '',
  );
  if (last === '') return [];
  const passed = dayOf(new Date(last));

  const isDue = (deleted: string) => lastDayOf(deleted) < passed;
  const seem = new Set(written.filter(({ deleted }) => deleted !== null && isDue(deleted)));
  if (seem.size === 0) return [];

  const due: string[] = [];
  let before = '';
  for (const entry of written.toSorted((a, b) => a.seq - b.seq)) {
    if (seem.has(entry) && isDue(latest(entry.deleted ?? '', before))) due.push(entry.id);
    before = latest(before, entry.updated);
  }
  return due;
}
