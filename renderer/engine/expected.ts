import type { ExpectedJournal, Opened } from './contract.ts';

/**
 * What the page remembers of the journal: that there is one. A browser whose disk is full may remove all that
 * an origin has stored, the second copy too, but for this (localStorage); and a journal that was there must
 * not be answered with an empty one. Nothing in it says what was written.
 */

/** FROZEN. */
const KEY = 'staff-journal-expected';

/** Null where there was none yet, or where it does not tell. */
export function expectedJournal(): ExpectedJournal | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isExpected(kept) ? kept : null;
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

/** By hand: a library for it would be read before the first screen. */
function isExpected(kept: unknown): kept is ExpectedJournal {
  if (typeof kept !== 'object' || kept === null) return false;
  if (!('journalId' in kept && 'entries' in kept && 'at' in kept)) return false;
  const { journalId, entries, at } = kept;
  const isCount = entries === null || Number.isSafeInteger(entries);
  return typeof journalId === 'string' && isCount && typeof at === 'number';
}
