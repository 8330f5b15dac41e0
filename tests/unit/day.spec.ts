import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import {
  addDays,
  dayOf,
  daysIn,
  formatDay,
  formatMonth,
  isDay,
} from '../../renderer/domain/day.ts';
import { inPeriod, periodNamed, periodsOfYear } from '../../renderer/domain/period.ts';

for (const day of ['2026-02-28', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31']) {
  test(`${day} is a day`, () => expect(isDay(day)).toBe(true));
}
for (const text of [
  '2026-02-30',
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '0000-01-01',
  '2026-1-1',
  '2026-01-01T00:00',
  ' 2026-01-01',
  '2026-01-01\n',
  '',
]) {
  test(`${JSON.stringify(text)} is no day`, () => expect(isDay(text)).toBe(false));
}

test('days in a month', () => {
  expect(['2026-01', '2026-02', '2024-02', '2026-04', '2026-13'].map(daysIn)).toEqual([
    31, 28, 29, 30, 0,
  ]);
});

test('adding days crosses months, years and changes of the clock, and comes back', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  fc.assert(
    fc.property(fc.integer({ min: -300_000, max: 300_000 }), (count) => {
      const day = addDays('2026-06-15', count);
      return isDay(day) && addDays(day, -count) === '2026-06-15';
    }),
  );
});

// The zone of the machine matters only here; node reads TZ anew whenever it changes.
const CASES = [
  ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29'],
  ['Europe/Berlin', '2026-03-28T22:59:59Z', '2026-03-28'],
  ['Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29'],
  ['Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25'],
  ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25'],
  ['America/Los_Angeles', '2026-03-10T04:30:00Z', '2026-03-09'],
  ['Pacific/Kiritimati', '2026-11-23T10:00:00Z', '2026-11-24'],
  ['Pacific/Pago_Pago', '2026-11-23T10:59:59Z', '2026-11-22'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
  ['Asia/Kathmandu', '2026-01-01T18:14:59Z', '2026-01-01'],
] as const;

test('the day is the one on the wall where the writer is', () => {
  for (const [zone, instant, day] of CASES) {
    const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    expect(shown.format(new Date(instant))).toBe(day);
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      expect(dayOf(new Date(instant))).toBe(day);
      // What is written down stays the same day wherever it is read.
      expect(addDays(day, 0)).toBe(day);
      expect(formatDay(day, 'en-GB')).toContain(String(Number(day.slice(8))));
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  }
});

test('days and months in words', () => {
  expect(formatDay('2026-11-23', 'en-GB')).toBe('Mon, 23 Nov 2026');
  expect(formatMonth('2026-11', 'en-GB')).toBe('November 2026');
});

test('periods by name', () => {
  expect(periodNamed('2024 Q1')).toEqual({ name: '2024 Q1', from: '2024-01-01', to: '2024-03-31' });
  expect(periodNamed('2024 H2')).toEqual({ name: '2024 H2', from: '2024-07-01', to: '2024-12-31' });
  expect(periodNamed('2024')).toEqual({ name: '2024', from: '2024-01-01', to: '2024-12-31' });
  for (const name of ['', '2026 H3', '2026 Q5', '2026  H1', '0000', 'H1 2026']) {
    expect(periodNamed(name)).toBeNull();
  }
  expect(periodsOfYear(2026).map(({ name }) => name)).toEqual([
    '2026',
    '2026 H1',
    '2026 H2',
    '2026 Q1',
    '2026 Q2',
    '2026 Q3',
    '2026 Q4',
  ]);
});

test('quarters and halves cover a year without overlap', () => {
  const [, h1, h2, ...quarters] = periodsOfYear(2024);
  for (const parts of [[h1, h2], quarters]) {
    for (let day = '2024-01-01'; day <= '2024-12-31'; day = addDays(day, 1)) {
      const hits = parts.filter((part) => part && inPeriod({ day, through: null }, part));
      expect(hits).toHaveLength(1);
    }
  }
});

test('a spanning entry belongs to every period that it touches', () => {
  const entry = { day: '2026-03-30', through: '2026-07-01' };
  const touched = periodsOfYear(2026).filter((period) => inPeriod(entry, period));
  expect(touched.map(({ name }) => name)).toEqual([
    '2026',
    '2026 H1',
    '2026 H2',
    '2026 Q1',
    '2026 Q2',
    '2026 Q3',
  ]);
});
