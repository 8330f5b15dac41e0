import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { AUDIENCES, mayLeave } from '../../renderer/domain/audience.ts';
import { competenciesOf, STAFF_ENGINEER } from '../../renderer/domain/framework.ts';
import { periodNamed } from '../../renderer/domain/period.ts';
import { STRENGTHS } from '../../renderer/domain/strength.ts';
import {
  divide,
  type SummaryEntry,
  type SummaryOptions,
  summarise,
} from '../../renderer/domain/summary.ts';
import { anyJournal, entryWith, idOf } from './journals.ts';

const period = periodNamed('2026');
if (period === null) throw new Error('2026 is a period');
const YEAR: SummaryOptions = { period, audience: 'me', framework: STAFF_ENGINEER, texts: 'all' };
const links = [{ url: 'https://example.com/', label: '', quote: '' }];
const tagged = { competencies: ['mentoring'] };

function ids(entries: readonly SummaryEntry[] | undefined): number[] {
  return (entries ?? []).map(({ id }) => Number(id.slice(-12)));
}

test('entries stand by strength, then impact, then day, then id', () => {
  const summary = summarise(
    [
      entryWith({ ...tagged, id: idOf(1), day: '2026-01-01' }),
      entryWith({ ...tagged, id: idOf(2), day: '2026-01-01', impact: 3 }),
      entryWith({ ...tagged, id: idOf(3), day: '2026-01-02', links }),
      entryWith({
        ...tagged,
        id: idOf(4),
        day: '2026-01-01',
        links,
        people: ['Sam'],
        outcome: '1',
      }),
      entryWith({ ...tagged, id: idOf(6), day: '2026-01-01', links }),
      entryWith({ ...tagged, id: idOf(5), day: '2026-01-01', links }),
    ],
    YEAR,
  );
  expect(ids(summary.competencies[0]?.entries)).toEqual([4, 5, 6, 3, 2, 1]);
});

test('competencies stand in the order of the framework, unknown ones after them', () => {
  const { competencies, gaps, others, totals } = summarise(
    [
      entryWith({ id: idOf(1), competencies: ['zebra', 'global-initiatives', 'mentoring'] }),
      entryWith({ id: idOf(2), competencies: ['aardvark', 'context-switching'] }),
      entryWith({ id: idOf(3) }),
    ],
    YEAR,
  );
  expect(competencies.map(({ name, known }) => [name, known])).toEqual([
    ['Context switching', true],
    ['Mentoring', true],
    ['Global initiatives', true],
    ['aardvark', false],
    ['zebra', false],
  ]);
  expect(gaps).toHaveLength(19);
  expect(ids(others)).toEqual([3]);
  expect(totals).toMatchObject({ entries: 3, covered: 3, competencies: 22 });
});

test('every entry that may leave is there, and no other', () => {
  fc.assert(
    fc.property(anyJournal, fc.constantFrom(...AUDIENCES), (journal, audience) => {
      const { leaving, staying } = divide(journal, audience);
      const summary = summarise(journal, { ...YEAR, audience });
      const shown = [...summary.competencies.flatMap(({ entries }) => entries), ...summary.others];
      const shownIds = new Set(shown.map(({ id }) => id));
      expect(leaving.length + staying.length).toBe(journal.length);
      expect(leaving.every((entry) => mayLeave(entry.confidentiality, audience))).toBe(true);
      expect([...shownIds].sort()).toEqual(leaving.map(({ id }) => id).sort());
      for (const { id, entries } of summary.competencies) {
        expect(entries).toHaveLength(leaving.filter((e) => e.competencies.includes(id)).length);
      }
      const proven = new Set(leaving.flatMap(({ competencies }) => competencies));
      const gaps = competenciesOf(STAFF_ENGINEER).filter(({ id }) => !proven.has(id));
      expect(summary.gaps).toEqual(gaps);
      const strengths = summary.totals.strengths.reduce((sum, [, count]) => sum + count, 0);
      expect(strengths).toBe(leaving.length);
      expect(summary.totals.strengths.map(([strength]) => strength)).toEqual(
        STRENGTHS.toReversed(),
      );
    }),
  );
});

test('the order in which entries come does not matter', () => {
  fc.assert(
    fc.property(anyJournal, (journal) => {
      expect(summarise(journal.toReversed(), YEAR)).toEqual(summarise(journal, YEAR));
    }),
  );
});

test('texts are there where chosen, and nowhere else', () => {
  const journal = [1, 2].map((n) => entryWith({ id: idOf(n), text: `text ${n}` }));
  const texts = (chosen: 'all' | string[]) =>
    summarise(journal, { ...YEAR, texts: chosen }).others.map(({ text }) => text);
  expect(texts('all')).toEqual(['text 1', 'text 2']);
  expect(texts([idOf(2)])).toEqual([null, 'text 2']);
  expect(texts([])).toEqual([null, null]);
});

test('projects are counted once, and nameless ones not at all', () => {
  const journal = ['a', 'a ', '', ' ', 'b'].map((project, n) =>
    entryWith({ id: idOf(n), project }),
  );
  expect(summarise(journal, YEAR).totals.projects).toBe(2);
});
