import { type Day, type Month, noonOf } from '../../domain/day.ts';

/** Made once: making a format costs more than using it, and a list uses it for every row. */
function format(options: Intl.DateTimeFormatOptions): (day: Day) => string {
  const made = new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
  return (day) => made.format(noonOf(day));
}

/** `Mon 23`, for a row below the heading of its month. */
export const dayInMonth = format({ weekday: 'short', day: 'numeric' });
/** `23 Nov 2026`, for a row that stands alone. */
export const shortDay = format({ day: 'numeric', month: 'short', year: 'numeric' });
/** `Monday 23 November 2026`, for ears and titles. */
export const longDay = format({ dateStyle: 'full' });

const month = format({ month: 'long', year: 'numeric' });

/** The heading of a group: `Pinned`, or `November 2026`. */
export function groupName(key: 'pinned' | Month): string {
  return key === 'pinned' ? 'Pinned' : month(`${key}-01`);
}
