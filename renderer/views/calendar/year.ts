import { addDays, type Day, daysIn, type Month, noonOf } from '../../domain/day.ts';

/** A month of the calendar: its days, and the column (0 is Monday) of the first. */
export interface CalendarMonth {
  readonly month: Month;
  readonly days: readonly Day[];
  readonly column: number;
}

/** The heads of the columns, Monday first, as the writer's language shortens them. */
export const WEEKDAYS = Array.from({ length: 7 }, (_, index) => {
  const format = new Intl.DateTimeFormat(undefined, { weekday: 'narrow', timeZone: 'UTC' });
  // The first day of 2024 was a Monday.
  return { day: index, initial: format.format(Date.UTC(2024, 0, 1 + index)) };
});

export function monthsOf(year: number): CalendarMonth[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = `${String(year).padStart(4, '0')}-${String(index + 1).padStart(2, '0')}`;
    const first = `${month}-01`;
    const days = Array.from({ length: daysIn(month) }, (_, day) => addDays(first, day));
    return { month, days, column: (new Date(noonOf(first)).getUTCDay() + 6) % 7 };
  });
}

/** How dark a day is: 0 without entries, 4 with many. */
export function shadeOf(count: number): 0 | 1 | 2 | 3 | 4 {
  if (count === 0) return 0;
  if (count === 1) return 1;
  if (count === 2) return 2;
  return count <= 4 ? 3 : 4;
}
