import { useSyncExternalStore } from 'react';
import type { Audience } from '../../domain/audience.ts';
import { periodsOfYear } from '../../domain/period.ts';
import type { SummaryRequest } from '../../engine/contract.ts';

/**
 * What the writer chose on the summaries screen. It is kept while the page lives, so that opening an
 * entry and coming back finds the same document; and only in memory, because it tells about the journal.
 */
export interface Choice {
  /** Null until chosen: then the newest year that makes sense. */
  readonly period: string | null;
  readonly audience: Audience;
  readonly texts: SummaryRequest['texts'];
}

let choice: Choice = { period: null, audience: 'me', texts: [] };
const listeners = new Set<() => void>();

export function choose(next: Partial<Choice>): void {
  choice = { ...choice, ...next };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useChoice(): Choice {
  return useSyncExternalStore(subscribe, () => choice);
}

/** The names of all periods on offer: the years with entries and the present one, newest first. */
export function periodsOnOffer(years: readonly number[], thisYear: number): string[] {
  const all = [...new Set([thisYear, ...years])].sort((a, b) => b - a);
  return all.flatMap(periodsOfYear).map(({ name }) => name);
}

/** The present year when it has entries, else the newest that has, else the present one. */
export function defaultPeriod(years: readonly number[], thisYear: number): string {
  const year = years.includes(thisYear) ? thisYear : (years[0] ?? thisYear);
  return String(year).padStart(4, '0');
}
