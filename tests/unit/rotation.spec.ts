import { expect, test } from '@playwright/test';
import {
  exposed,
  hasShrunk,
  type NamedBackup,
  outdated,
  type Rotated,
} from '../../backup-rules/rotation.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.UTC(2026, 0, 5);

function backupAt(made: number, name = new Date(made).toISOString()): Rotated {
  return { name, made, day: new Date(made).toISOString().slice(0, 10) };
}

/** Numbers that are the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * What must stay, said once more and in another way: for each backup by itself, how many come after
 * it, and of how many days, weeks and months.
 */
function mustStay(one: Rotated, all: readonly Rotated[]): boolean {
  const newer = all.filter(({ made }) => made > one.made);
  if (newer.length < 10) return true;
  const dayNumber = ({ day }: Rotated) => Math.round(Date.parse(day) / DAY);
  const units: [number, (backup: Rotated) => number][] = [
    [14, dayNumber],
    // The epoch was a Thursday: three days before it, a Monday.
    [8, (backup) => Math.floor((dayNumber(backup) + 3) / 7)],
    [12, ({ day }) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))],
  ];
  return units.some(([keep, unit]) => {
    const units = new Set(newer.map(unit));
    return !units.has(unit(one)) && units.size < keep;
  });
}

test('ten latest, fourteen days, eight weeks and twelve months stay', () => {
  const all = Array.from({ length: 700 * 4 }, (_, index) =>
    backupAt(START + index * 6 * 60 * MINUTE),
  );
  const gone = new Set(outdated(all));
  const kept = all.filter(({ name }) => !gone.has(name));
  const day = (index: number) => new Date(START + index * DAY).toISOString().slice(0, 10);
  // Of the last day and the two before it all four or some; then the last of each day.
  expect(kept.slice(-10)).toEqual(all.slice(-10));
  for (let back = 0; back < 14; back++) {
    expect(kept.some(({ day: of }) => of === day(699 - back))).toBe(true);
  }
  const months = new Set(kept.map(({ day: of }) => of.slice(0, 7)));
  expect(months.size).toBe(12);
  expect(kept.length).toBeLessThanOrEqual(10 + 14 + 8 + 12);
});

test('a thousand days, over which a journal grows, shrinks and comes back: nothing wrong is pruned', () => {
  const random = randomFrom(42);
  let kept: (Rotated & { entries: number })[] = [];
  let entries = 200;
  /** What the journal had before it shrank. */
  let whole = entries;
  const wrong: string[] = [];
  let last: number | null = null;
  let pruned = 0;
  let guarded = 0;
  for (let day = 0; day < 1_000; day++) {
    // Some days nothing is written; on others up to a dozen backups are made.
    const count = random() < 0.25 ? 0 : 1 + Math.floor(random() * 12);
    for (let index = 0; index < count; index++) {
      if (random() < 0.01) entries = Math.floor(entries * random());
      else entries += Math.floor(random() * 3);
      const made = START + day * DAY + index * 97 * MINUTE;
      kept.push({ ...backupAt(made), entries });
      const shrunk = last !== null && hasShrunk(last, entries);
      // Some losses are meant, and the writer says so; others are made good.
      const agreed = shrunk && random() < 0.05;
      if (shrunk && !agreed) {
        guarded++;
        if (random() < 0.2) entries = whole;
        continue;
      }
      last = entries;
      whole = entries;
      const gone = outdated(kept);
      for (const backup of kept) {
        if (gone.includes(backup.name) === mustStay(backup, kept)) wrong.push(backup.name);
      }
      pruned += gone.length;
      kept = kept.filter(({ name }) => !gone.includes(name));
    }
  }
  expect(wrong).toEqual([]);
  expect(pruned, 'or nothing was shown').toBeGreaterThan(2_000);
  expect(guarded).toBeGreaterThan(20);
  expect(new Set(kept.map(({ day }) => day.slice(0, 7))).size).toBeGreaterThanOrEqual(12);
});

test('nine tenths of the entries are enough, and less are not', () => {
  expect([hasShrunk(100, 90), hasShrunk(100, 89), hasShrunk(0, 0), hasShrunk(10, 9)]).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test('what anybody can read goes only beside a later one that nobody else can, of the same journal', () => {
  const backup = (at: string, readable: boolean, journal = 'ours'): NamedBackup => {
    const [name, made, day] = [`${journal} ${at}`, `2026-01-${at}T08:00:00.000Z`, `2026-01-${at}`];
    return { name, made, day, journal, readable, entries: 1, seq: 1 };
  };
  const all = [
    backup('07', true),
    backup('06', false),
    backup('05', true),
    backup('04', false),
    backup('03', true),
    backup('05', true, 'other'),
  ];
  expect(exposed(all, 'ours')).toEqual(['ours 05', 'ours 03']);
  expect(exposed(all, 'other'), 'it has no other').toEqual([]);
});
