import { expect, test } from '@playwright/test';
import { type StoreState, verdictOn } from '../../renderer/engine/verdict.ts';

const mark = (items: number, seq: number) => ({ items, seq, at: 1 });
const store = (items: number, seq: number, agrees = true): StoreState => ({ items, seq, agrees });

const CASES: readonly [
  what: string,
  store: StoreState,
  mark: ReturnType<typeof mark> | null,
  before: ReturnType<typeof mark> | null,
  verdict: string,
][] = [
  ['no mirror', store(5, 9), null, null, 'ahead'],
  ['the same', store(5, 9), mark(5, 9), mark(4, 8), 'same'],
  ['a save that only the mirror has', store(4, 8), mark(5, 9), mark(4, 8), 'unfinished'],
  ['a removal that only the mirror has', store(5, 8), mark(3, 9), mark(5, 8), 'unfinished'],
  ['two saves that only the mirror has', store(4, 7), mark(5, 9), mark(4, 8), 'lost'],
  [
    'an import of many that only the mirror has',
    store(0, 0),
    mark(900, 900),
    mark(0, 0),
    'unfinished',
  ],
  ['one save missing, and nothing known of before', store(4, 8), mark(5, 9), null, 'lost'],
  ['the number of one save, but not its entries', store(3, 8), mark(5, 9), mark(4, 8), 'lost'],
  ['nothing at all', store(0, 0), mark(5, 9), mark(4, 8), 'lost'],
  ['fewer entries at the same number', store(4, 9), mark(5, 9), mark(4, 8), 'lost'],
  ['saves that the mirror has not', store(6, 10), mark(5, 9), mark(4, 8), 'ahead'],
  ['damaged lists over all rows', store(5, 8, false), mark(5, 9), mark(4, 7), 'ahead'],
  ['damaged lists, and a row is missing', store(4, 9, false), mark(5, 9), mark(4, 7), 'lost'],
  ['damaged lists, and more rows than known', store(6, 7, false), mark(5, 9), null, 'ahead'],
];

for (const [what, state, last, before, verdict] of CASES) {
  test(`${what}: ${verdict}`, () => {
    const mirrored = { rows: new Map(), removed: new Set<string>(), damaged: false };
    expect(verdictOn(state, { ...mirrored, mark: last, before })).toBe(verdict);
  });
}
