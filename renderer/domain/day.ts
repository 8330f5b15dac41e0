/**
 * A calendar day where the writer was: the string `YYYY-MM-DD`, never a timestamp.
 * This module owns all arithmetic on days. It computes at noon UTC, where no daylight-saving
 * change can move a day, and it never reads the clock: the caller passes one in.
 */
export type Day = string;

/** A month: the first seven characters of a day, `YYYY-MM`. */
export type Month = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_IN_MS = 86_400_000;

/** Whether `text` is a day of the Gregorian calendar: `2026-02-28` is, `2026-02-30` is not. */
export function isDay(text: string): text is Day {
  const [, year, month, day] = SHAPE.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year === '0000') return false;
  return Number(day) >= 1 && Number(day) <= daysIn(`${year}-${month}`);
}

/** Days in a month, or 0 when there is no such month. */
export function daysIn(month: Month): number {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  if (!(number >= 1 && number <= 12)) return 0;
  return new Date(Date.UTC(year, number, 0, 12)).getUTCDate();
}

/** The day it is for someone whose local clock shows `now`. */
export function dayOf(now: Date): Day {
  const year = String(now.getFullYear()).padStart(4, '0');
  const month = String(now.getMonth() + 1).padStart(2, '0');
  return `${year}-${month}-${String(now.getDate()).padStart(2, '0')}`;
}

/** Noon UTC of a day, in milliseconds. */
export function noonOf(day: Day): number {
  return Date.parse(`${day}T12:00:00Z`);
}

/** The day `count` days after `day` (before it, when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(noonOf(day) + count * DAY_IN_MS).toISOString().slice(0, 10);
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: Day, to: Day): number {
  return (noonOf(to) - noonOf(from)) / DAY_IN_MS;
}

/** `Mon 23 Nov 2026` and the like, in the reader's language; never shifted by a time zone. */
export function formatDay(day: Day, locale?: string): string {
  const format = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale, { ...format, timeZone: 'UTC' }).format(noonOf(day));
}

/** `November 2026` and the like, in the reader's language. */
export function formatMonth(month: Month, locale?: string): string {
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, format).format(noonOf(`${month}-01`));
}
