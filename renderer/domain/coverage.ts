import { addDays, type Day } from './day.ts';
import type { Entry } from './entry.ts';
import { inPeriod, type Period } from './period.ts';
import { STRENGTHS, type Strength, strengthOf } from './strength.ts';

/** Coverage: evidence over a period. Computed from what the catalogue knows, never from bodies. */

type Evidence = Pick<Entry, 'day' | 'through' | 'competencies' | 'people' | 'outcome'> & {
  readonly links: readonly unknown[];
  readonly attachments: readonly unknown[];
};

export interface Coverage {
  readonly entries: number;
  readonly strongest: Strength;
  /** The last day of evidence. */
  readonly last: Day;
}

/** Evidence by competency id, ids without evidence left out. */
export function coverageOf(entries: Iterable<Evidence>, period: Period): Map<string, Coverage> {
  const coverage = new Map<string, Coverage>();
  for (const entry of entries) {
    if (!inPeriod(entry, period)) continue;
    const strength = strengthOf(entry);
    const last = entry.through ?? entry.day;
    for (const id of entry.competencies) {
      const before = coverage.get(id);
      coverage.set(id, {
        entries: (before?.entries ?? 0) + 1,
        strongest: before === undefined ? strength : stronger(before.strongest, strength),
        last: before === undefined || last > before.last ? last : before.last,
      });
    }
  }
  return coverage;
}

function stronger(a: Strength, b: Strength): Strength {
  return STRENGTHS.indexOf(a) >= STRENGTHS.indexOf(b) ? a : b;
}

/** How many entries touch each day of a year; days without any are left out. */
export function daysOf(
  entries: Iterable<Pick<Entry, 'day' | 'through'>>,
  year: number,
): Map<Day, number> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const days = new Map<Day, number>();
  for (const { day, through } of entries) {
    const end = through === null || through < day ? day : through;
    const stop = end < last ? end : last;
    for (let at = day > first ? day : first; at <= stop; at = addDays(at, 1)) {
      days.set(at, (days.get(at) ?? 0) + 1);
    }
  }
  return days;
}
