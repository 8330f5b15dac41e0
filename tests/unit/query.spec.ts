import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { parseQuery } from '../../renderer/domain/query.ts';
import { fold, placedWords, wordsOf } from '../../renderer/domain/words.ts';

const run = (words: string[], prefix: boolean, not = false) => ({ not, is: { words, prefix } });

test('words are beginnings, phrases are whole', () => {
  expect(parseQuery('pg dump "on delete cascade" -café -"not this"').runs).toEqual([
    run(['pg'], true),
    run(['dump'], true),
    run(['on', 'delete', 'cascade'], false),
    run(['cafe'], true, true),
    run(['not', 'this'], false, true),
  ]);
});

for (const [typed, condition] of [
  ['competency:mentoring', { on: 'competency', ids: ['mentoring'] }],
  ['competency:"Working groups"', { on: 'competency', ids: ['working-groups'] }],
  ['COMPETENCY:maintainer', { on: 'competency', ids: ['maintainership'] }],
  ['competency:other-1', { on: 'competency', ids: ['other-1'] }],
  ['project:Ätlas', { on: 'project', text: 'atlas' }],
  ['person:"Sam Doe"', { on: 'person', text: 'sam doe' }],
  ['scope:stage', { on: 'scope', scope: 'stage' }],
  ['impact:>=2', { on: 'impact', least: 2, most: 3 }],
  ['impact:<2', { on: 'impact', least: 0, most: 1 }],
  ['impact:0', { on: 'impact', least: 0, most: 0 }],
  ['strength:measured', { on: 'strength', strength: 'measured', orMore: false }],
  ['strength:>=artefact', { on: 'strength', strength: 'artefact', orMore: true }],
  ['from:2026-01', { on: 'from', day: '2026-01-01' }],
  ['to:2024-02', { on: 'to', day: '2024-02-29' }],
  ['to:2026', { on: 'to', day: '2026-12-31' }],
  ['has:link', { on: 'has', what: 'link' }],
  ['has:attachment', { on: 'has', what: 'attachment' }],
] as const) {
  test(`understands ${typed}`, () => {
    const { conditions, runs, problems } = parseQuery(typed, ['other-1']);
    expect({ conditions, runs, problems }).toEqual({
      conditions: [{ not: false, is: condition }],
      runs: [],
      problems: [],
    });
    expect(parseQuery(`-${typed}`, ['other-1']).conditions).toEqual([{ not: true, is: condition }]);
  });
}

for (const [typed, problem] of [
  ['competncy:mentoring', /“competncy:” is not an operator.*Did you mean competency:\?/],
  ['frobnicate:x', /is not an operator.*Operators are competency: project:/],
  ['competency:zzz', /No competency is called “zzz”/],
  ['scope:galaxy', /scope: is one of self/],
  ['impact:7', /impact: takes 0 to 3/],
  ['strength:strong', /strength: is one of claim/],
  ['from:2026-13', /from: takes a year, a month or a day/],
  ['from:2026-02-30', /from: takes a year, a month or a day/],
  ['has:cheese', /has: is one of link/],
  ['project:', /project: needs a value/],
  ['"no end', /has no end/],
] as const) {
  test(`explains ${typed}`, () => {
    const { problems } = parseQuery(typed);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });
}

test('an address is words, not an operator', () => {
  expect(parseQuery('https://example.com').problems).toEqual([]);
});

test('nothing typed asks for nothing', () => {
  for (const typed of ['', '  ', '-', '""', '!?'])
    expect(parseQuery(typed)).toEqual({ runs: [], conditions: [], problems: [] });
});

test('takes anything and throws nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => parseQuery(typed) !== null));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'ab:"-<>=0 ', 'impact', 'from') }),
      (typed) => parseQuery(typed) !== null,
    ),
  );
});

test('folding forgets case and accents, not letters', () => {
  expect(['Café', 'ÅNGSTRÖM', 'Straße', 'Łódź', 'œuvre', 'İstanbul', 'ﬁne'].map(fold)).toEqual([
    'cafe',
    'angstrom',
    'strasse',
    'lodz',
    'oeuvre',
    'istanbul',
    'fine',
  ]);
  expect(fold('cafe\u0301')).toBe(fold('caf\u00e9'));
});

test('words of a text', () => {
  expect(wordsOf("pg_dump --data-only isn't C++17")).toEqual([
    'pg',
    'dump',
    'data',
    'only',
    'isn',
    't',
    'c',
    '17',
  ]);
  expect(wordsOf('東京 タワー')).toEqual(['東', '京', 'タ', 'ワ', 'ー']);
});

test('words stand where they are said to stand', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const placed = [...placedWords(text)];
      return (
        placed.every(({ word, start, end }) => fold(text.slice(start, end)) === word) &&
        JSON.stringify(placed.map(({ word }) => word)) === JSON.stringify(wordsOf(text))
      );
    }),
  );
});
