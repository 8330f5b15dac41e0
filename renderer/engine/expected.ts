import * as v from 'valibot';
import type { ExpectedJournal, Opened } from './contract.ts';

/**
 * What the page remembers of the journal: that there is one. A browser whose disk is full may remove all that
 * an origin has stored, the second copy too, but for this (localStorage); and a journal that was there must
 * not be answered with an empty one. Nothing in it says what was written.
 */

/** FROZEN. */
const KEY = 'staff-journal-expected';

const schema = v.object({
  journalId: v.pipe(v.string(), v.uuid()),
  entries: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  at: v.number(),
});

/** Null where there was none yet, or where it does not tell. */
export function expectedJournal(): ExpectedJournal | null {
  try {
    return v.parse(schema, JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

/** Remembers the journal that has opened; one without an entry is nothing to miss. */
export function expectOpened({ journalId, list }: Opened): void {
  if (list.whole > 0) remember({ journalId, entries: list.whole, at: Date.now() });
  else if (expectedJournal()?.journalId !== journalId) forget();
}

/** Remembers that an entry was written. How many there are the next start knows. */
export function expectWritten({ journalId }: Opened): void {
  if (expectedJournal() === null) remember({ journalId, entries: null, at: Date.now() });
}

function remember(expected: ExpectedJournal): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(expected));
  } catch {
    // A disk that is full: what it said before is as good.
  }
}

function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There is none then.
  }
}
