import type { BackupHeader } from './header.ts';

/**
 * Which backups stay: the 10 latest, and the last of each of 14 days, 8 weeks and 12 months that
 * have one. Pure: what is on the disk, and what becomes of it, is for the shells.
 */
export interface Rotated {
  readonly name: string;
  /** When it was made, in milliseconds since 1970. */
  readonly made: number;
  /** The day that was, where the writer was: `2026-11-24`. */
  readonly day: string;
}

const LATEST = 10;
const PERIODS: readonly { readonly keep: number; readonly of: (day: string) => string }[] = [
  { keep: 14, of: (day) => day },
  { keep: 8, of: weekOf },
  { keep: 12, of: (day) => day.slice(0, 7) },
];

/** The names of those that may go. */
export function outdated(backups: readonly Rotated[]): string[] {
  const newestFirst = backups.toSorted((a, b) => b.made - a.made || (a.name < b.name ? 1 : -1));
  const stays = new Set(newestFirst.slice(0, LATEST));
  for (const { keep, of } of PERIODS) {
    const periods = new Set<string>();
    for (const backup of newestFirst) {
      const period = of(backup.day);
      if (periods.has(period)) continue;
      if (periods.size === keep) break;
      periods.add(period);
      stays.add(backup);
    }
  }
  return newestFirst.filter((backup) => !stays.has(backup)).map(({ name }) => name);
}

/** A backup where backups are, by its name there and by what it says of itself. */
export interface NamedBackup extends BackupHeader {
  readonly name: string;
  readonly day: string;
}

/** The names of a journal's backups that may go now that `kept` is there, which never goes itself. */
export function removable(
  backups: readonly NamedBackup[],
  journal: string,
  kept: string,
): string[] {
  const ours = backups.filter((backup) => backup.journal === journal);
  const rotated = ours.map(({ name, day, made }) => ({ name, day, made: Date.parse(made) }));
  return outdated(rotated).filter((name) => name !== kept);
}

/**
 * The names of a journal's backups that whoever has them can read, and that may go when the writer says
 * so: those with a later one beside them that only its holder opens.
 */
export function exposed(backups: readonly NamedBackup[], journal: string): string[] {
  const ours = backups.filter((backup) => backup.journal === journal);
  const [last = ''] = ours
    .flatMap(({ readable, made }) => (readable ? [] : [made]))
    .sort((a, b) => (a < b ? 1 : -1));
  return ours.filter(({ readable, made }) => readable && made < last).map(({ name }) => name);
}

/**
 * Whether a journal has shrunk so much since the last backup that was taken as it is, that something
 * may be wrong: then nothing is pruned before the writer has agreed, or the entries are back.
 */
export function hasShrunk(last: number, now: number): boolean {
  return now < last * 0.9;
}

/** The Monday of its week. */
function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
