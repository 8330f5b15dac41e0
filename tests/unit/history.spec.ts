import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Entry } from '../../renderer/domain/entry.ts';
import {
  BURST_MS,
  changesBetween,
  type KeptVersion,
  keepsVersion,
  thinned,
} from '../../renderer/domain/history.ts';
import { anyEntry, entryWith } from './journals.ts';

const DAY = 86_400_000;
const MIB = 1024 * 1024;
const NOW = Date.UTC(2026, 10, 25, 9);

test.describe('a version is kept', () => {
  const at = NOW;
  const long = { length: 1_000 };

  test('when ten minutes of writing would be lost, counted from where they began', () => {
    const keeps = (begun: number | null, updated: number) =>
      keepsVersion({ begun, updated, ...long }, { at, ...long });
    expect(keeps(null, at - BURST_MS), 'written ten minutes ago').toBe(true);
    expect(keeps(null, at - BURST_MS + 1)).toBe(false);
    expect(keeps(at - BURST_MS, at - 1), 'typing for ten minutes').toBe(true);
    expect(keeps(at - BURST_MS + 1, at - 9 * BURST_MS), 'kept a moment ago').toBe(false);
    expect(keeps(at + 1, at), 'the clock was set back').toBe(true);
    expect(keeps(null, at + 1)).toBe(true);
    expect(keeps(at, at)).toBe(false);
  });

  test('when so much goes at once that it may be a mistake', () => {
    const keeps = (before: number, after: number) =>
      keepsVersion({ begun: at, updated: at, length: before }, { at, length: after });
    expect(keeps(1_000, 0)).toBe(true);
    expect(keeps(1_000, 499)).toBe(true);
    expect(keeps(1_000, 500), 'half is left').toBe(false);
    expect(keeps(200, 0)).toBe(true);
    expect(keeps(199, 0), 'little was there').toBe(false);
    expect(keeps(0, 1_000)).toBe(false);
  });
});

test.describe('versions thin out', () => {
  /** A counterexample of a hundred versions takes minutes to shrink; it is given as it is by then. */
  const FOR_LONG = { interruptAfterTimeLimit: 10_000 } as const;
  /** Times that crowd around what the rules look at: this day, days, weeks and years ago, ahead. */
  const anyAge = fc.oneof(
    fc.integer({ min: 0, max: 2 * DAY }),
    fc.integer({ min: 0, max: 40 * DAY }),
    fc.integer({ min: 0, max: 1_500 * DAY }),
    fc.integer({ min: 0, max: 100 }).map((number) => (number * DAY) / 4),
    fc.integer({ min: -3 * DAY, max: 0 }),
  );
  const versionsOf = (sizes: fc.Arbitrary<number>, most: number) =>
    fc
      .array(fc.record({ age: anyAge, size: sizes }), { maxLength: most, size: 'max' })
      .map((all) => all.map(({ age, size }, id) => ({ id: `${id}`, at: NOW - age, size })));
  const small = versionsOf(fc.integer({ min: 50, max: 1_000 }), 90);
  const any = fc.oneof(
    small,
    versionsOf(fc.integer({ min: 50, max: MIB }), 60),
    versionsOf(fc.integer({ min: MIB, max: 3 * MIB }), 30),
    versionsOf(fc.constant(100), 150),
  );
  const left = (all: readonly KeptVersion[], now: number) => {
    const gone = new Set(thinned(all, now));
    return all.filter(({ id }) => !gone.has(id));
  };
  const newestFirst = (all: readonly KeptVersion[]) =>
    all.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  /** As text, since comparing it is quick, and a counterexample takes many comparisons to shrink. */
  const idsOf = (all: readonly KeptVersion[]) => all.map(({ id }) => id).join(' ');

  test('within their bounds, the newest ten untouched, and once for all', () => {
    fc.assert(
      fc.property(any, (all) => {
        const stay = left(all, NOW);
        const light = all.map((version) => ({ ...version, size: 0 }));
        const byAge = newestFirst(left(light, NOW)).slice(0, stay.length);
        expect(idsOf(newestFirst(stay)), 'the oldest go first').toBe(idsOf(byAge));
        expect(idsOf(left(stay, NOW))).toBe(idsOf(stay));
        expect(idsOf(byAge.slice(0, 10))).toBe(idsOf(newestFirst(all).slice(0, 10)));
        expect(stay.length).toBeLessThanOrEqual(100);
        const bytes = stay.reduce((sum, { size }) => sum + size, 0);
        expect(stay.length <= 10 || bytes <= 8 * MIB).toBe(true);
      }),
      FOR_LONG,
    );
  });

  test('the same ones in whatever order they come', () => {
    const shuffled = any.chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(thinned(other, NOW).join(' ')).toBe(thinned(all, NOW).join(' '));
      }),
      FOR_LONG,
    );
  });

  test('all of the last day and of the future stay, and one of each day, week and month', () => {
    fc.assert(
      fc.property(small, (all) => {
        const stay = left(all, NOW);
        const lost = all.filter(({ at }) => {
          const age = NOW - at;
          const span = DAY * (age <= 30 * DAY ? 1 : age <= 365 * DAY ? 7 : 28);
          const heir = stay.some(
            (one) => one.at >= at && Math.floor(one.at / span) === Math.floor(at / span),
          );
          return age <= DAY ? !stay.some((one) => one.at === at) : !heir;
        });
        expect(idsOf(lost)).toBe('');
      }),
      FOR_LONG,
    );
  });

  test('to the same few, whether often or only in the end', () => {
    fc.assert(
      fc.property(small, (all) => {
        let often = all;
        for (let days = 60; days >= 0; days -= 1.5) often = left(often, NOW - days * DAY);
        expect(idsOf(often)).toBe(idsOf(left(all, NOW)));
      }),
      FOR_LONG,
    );
  });

  test('from years of writing all day to less than a hundred', () => {
    const all = Array.from({ length: 3 * 365 * 24 }, (_, hour) => ({
      id: `${hour}`,
      at: NOW - hour * (DAY / 24),
      size: 2_000,
    }));
    const stay = left(all, NOW);
    expect(stay.length).toBeGreaterThan(90);
    expect(stay.length).toBeLessThanOrEqual(100);
    const oldest = newestFirst(stay).at(-1);
    expect(NOW - (oldest?.at ?? NOW)).toBeGreaterThan(180 * DAY);
  });
});

test.describe('what differs between two versions', () => {
  test('is told field by field, lists by what came and went', () => {
    const link = { url: 'https://example.com/', label: 'RFC', quote: '' };
    const before = entryWith({
      day: '2026-03-03',
      people: ['Ada', 'Grace', 'Ada Lovelace'],
      links: [link],
    });
    const after = entryWith({
      ...before,
      day: '2026-03-04',
      people: ['Grace', 'Barbara'],
      links: [{ ...link, quote: 'Approved' }, link],
      updated: '2026-03-04T10:00:00.000Z',
    });
    expect(changesBetween(before, after)).toEqual([
      { field: 'day', before: '2026-03-03', after: '2026-03-04' },
      { field: 'people', removed: ['Ada', 'Ada Lovelace'], added: ['Barbara'] },
      { field: 'links', removed: [], added: [{ ...link, quote: 'Approved' }] },
    ]);
    expect(
      changesBetween(before, { ...before, people: ['Grace', 'Ada', 'Ada Lovelace'] }),
      'another order',
    ).toEqual([{ field: 'people', removed: [], added: [] }]);
  });

  test('is all that differs: what is not told is the same', () => {
    const sorted = (list: readonly unknown[]) => list.map((item) => JSON.stringify(item)).sort();
    fc.assert(
      fc.property(anyEntry, anyEntry, (before, after) => {
        const made: Record<string, unknown> = { ...before };
        for (const change of changesBetween(before, after)) {
          if ('after' in change) {
            expect(change.before).toEqual(before[change.field]);
            made[change.field] = change.after;
            continue;
          }
          const { field, removed, added } = change;
          expect(sorted([...before[field], ...added])).toEqual(
            sorted([...after[field], ...removed]),
          );
          made[field] = after[field];
        }
        const { id, created, updated } = after;
        expect({ ...made, id, created, updated } as Entry).toEqual(after);
        expect(changesBetween(after, after)).toEqual([]);
      }),
    );
  });
});
