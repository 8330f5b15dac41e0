import { type Day, daysIn } from './day.ts';

/** A review period, both ends included. `name` is what the writer chose it by: `2026`, `2026 H1`, `2026 Q1`. */
export interface Period {
  readonly name: string;
  readonly from: Day;
  readonly to: Day;
}

const SHAPE = /^(\d{4})(?: (?:H([12])|Q([1-4])))?$/;

/** The period of that name, or null when it names none. */
export function periodNamed(name: string): Period | null {
  const [, year, half, quarter] = SHAPE.exec(name) ?? [];
  if (year === undefined || year === '0000') return null;
  const months = half !== undefined ? 6 : quarter !== undefined ? 3 : 12;
  const first =
    half !== undefined
      ? (Number(half) - 1) * 6
      : quarter !== undefined
        ? (Number(quarter) - 1) * 3
        : 0;
  const month = (number: number) => `${year}-${String(number).padStart(2, '0')}`;
  const last = month(first + months);
  return { name, from: `${month(first + 1)}-01`, to: `${last}-${daysIn(last)}` };
}

/** A year with its halves and quarters, the year first: what the `Period` select offers. */
export function periodsOfYear(year: number): Period[] {
  const names = ['', ' H1', ' H2', ' Q1', ' Q2', ' Q3', ' Q4'];
  return names
    .map((suffix) => periodNamed(`${String(year).padStart(4, '0')}${suffix}`))
    .filter((period) => period !== null);
}

/** Whether an entry's days touch the period; a spanning entry belongs to every period it touches. */
export function inPeriod(
  entry: { readonly day: Day; readonly through: Day | null },
  period: { readonly from: Day; readonly to: Day },
): boolean {
  return entry.day <= period.to && (entry.through ?? entry.day) >= period.from;
}
