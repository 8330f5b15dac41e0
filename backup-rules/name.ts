/** FROZEN, with the extension: under other names the backups that people have would not be found. */
const NAME = /^Staff Journal (\d{4}-\d\d-\d\d) \d\d-\d\d-\d\d(?: \(\d+\))?\.staffjournal$/;

/**
 * `Staff Journal 2026-11-24 21-14-05.staffjournal`, as the clock on the writer's wall says.
 * @param count above 1 for one more of the same second
 */
export function backupName(made: Date, count = 1): string {
  const day = joined(made.getFullYear(), made.getMonth() + 1, made.getDate());
  const time = joined(made.getHours(), made.getMinutes(), made.getSeconds());
  return `Staff Journal ${day} ${time}${count === 1 ? '' : ` (${count})`}.staffjournal`;
}

/** The day in a backup's name; null for a name that is no backup's. */
export function dayInName(name: string): string | null {
  return NAME.exec(name)?.[1] ?? null;
}

function joined(...numbers: readonly number[]): string {
  return numbers.map((number) => String(number).padStart(2, '0')).join('-');
}
