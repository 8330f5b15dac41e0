import { type Day, daysIn, isDay } from './day.ts';
import { SCOPES, type Scope } from './entry.ts';
import { competenciesOf, STAFF_ENGINEER } from './framework.ts';
import { STRENGTHS, type Strength } from './strength.ts';
import { fold, wordsOf } from './words.ts';

/**
 * What a writer types into Search, understood. Everything typed is either used or explained:
 * a mistyped operator becomes a problem with a sentence, and nothing is ignored in silence.
 *
 *     pg dump            both words, each as the beginning of a word
 *     "a phrase"         these whole words in this order
 *     -without           not this word, phrase or operator
 *     competency: project: person: scope: impact: strength: from: to: has:
 */

/** Words that must stand side by side. A lone typed word is a run of one whose last word is a prefix. */
export interface Run {
  readonly words: readonly string[];
  /** Whether the last word is the beginning of a word; false inside quotes. */
  readonly prefix: boolean;
}

/** Whether a run stands in these words, beginning with the one at `at`. */
export function standsAt(run: Run, words: readonly string[], at: number): boolean {
  return run.words.every((wanted, index) => {
    const word = words[at + index];
    if (word === undefined) return false;
    const begun = run.prefix && index === run.words.length - 1;
    return begun ? word.startsWith(wanted) : word === wanted;
  });
}

/** A condition on what the catalogue knows of an entry. Text values are folded. */
export type Condition =
  | { readonly on: 'competency'; readonly ids: readonly string[] }
  | { readonly on: 'project' | 'person'; readonly text: string }
  | { readonly on: 'scope'; readonly scope: Scope }
  | { readonly on: 'impact'; readonly least: number; readonly most: number }
  | { readonly on: 'strength'; readonly strength: Strength; readonly orMore: boolean }
  | { readonly on: 'from' | 'to'; readonly day: Day }
  | { readonly on: 'has'; readonly what: Has }
  /** What could not be read: no entry satisfies it, for showing all would be to ignore it. */
  | { readonly on: 'nothing' };

export const HAS = ['link', 'attachment', 'person', 'outcome', 'text', 'competency'] as const;
export type Has = (typeof HAS)[number];

export interface Term<T> {
  readonly not: boolean;
  readonly is: T;
}

export interface Query {
  readonly runs: readonly Term<Run>[];
  readonly conditions: readonly Term<Condition>[];
  /** One sentence each, for the writer. */
  readonly problems: readonly string[];
}

export const OPERATORS = [
  'competency',
  'project',
  'person',
  'scope',
  'impact',
  'strength',
  'from',
  'to',
  'has',
] as const;
type Operator = (typeof OPERATORS)[number];

type Read = { readonly condition: Condition } | { readonly problem: string };

const TOKEN = /(-?)(?:([\p{L}][\p{L}-]*):(?!\/\/))?(?:"([^"]*)("?)|([^\s"]*))/gu;

/**
 * Reads a query. It takes anything and throws nothing.
 * @param otherIds competency ids the journal uses that no framework knows; they can be sought too
 */
export function parseQuery(typed: string, otherIds: readonly string[] = []): Query {
  const runs: Term<Run>[] = [];
  const conditions: Term<Condition>[] = [];
  const problems: string[] = [];

  const addRun = (not: boolean, text: string, prefix: boolean) => {
    const words = wordsOf(text);
    if (words.length > 0) runs.push({ not, is: { words, prefix } });
  };

  for (const [token, minus, name, quoted, closing, bare] of typed.matchAll(TOKEN)) {
    if (token === '' || token === '-') continue;
    const not = minus === '-';
    const value = quoted ?? bare ?? '';
    if (quoted !== undefined && closing === '' && value.trim() !== '') {
      problems.push(
        `The quote before “${value.trim()}” has no end; it is read to the end of the line.`,
      );
    }
    if (name === undefined) {
      addRun(not, value, quoted === undefined);
      continue;
    }
    const operator = OPERATORS.find((known) => known === name.toLowerCase());
    if (operator === undefined) {
      problems.push(unknownOperator(name));
      addRun(not, `${name} ${value}`, quoted === undefined);
      continue;
    }
    const read = readCondition(operator, value.trim(), otherIds);
    if ('condition' in read) {
      conditions.push({ not, is: read.condition });
      continue;
    }
    problems.push(read.problem);
    // An operator without its value is still being typed.
    if (value.trim() !== '') conditions.push({ not: false, is: { on: 'nothing' } });
  }
  return { runs, conditions, problems };
}

function readCondition(operator: Operator, value: string, otherIds: readonly string[]): Read {
  if (value === '')
    return { problem: `${operator}: needs a value, such as ${EXAMPLES[operator]}.` };
  switch (operator) {
    case 'competency': {
      const ids = competenciesNamed(value, otherIds);
      if (ids.length === 0) return { problem: `No competency is called “${value}”.` };
      return { condition: { on: 'competency', ids } };
    }
    case 'project':
    case 'person':
      return { condition: { on: operator, text: fold(value) } };
    case 'scope': {
      const scope = SCOPES.find((known) => known === fold(value));
      return scope === undefined
        ? { problem: `scope: is one of ${SCOPES.join(', ')}; not “${value}”.` }
        : { condition: { on: 'scope', scope } };
    }
    case 'impact':
      return readImpact(value);
    case 'strength': {
      const [, least, word = ''] = /^(>=)?(.*)$/s.exec(fold(value)) ?? [];
      const strength = STRENGTHS.find((known) => known === word);
      return strength === undefined
        ? { problem: `strength: is one of ${STRENGTHS.join(', ')}; not “${value}”.` }
        : { condition: { on: 'strength', strength, orMore: least !== undefined } };
    }
    case 'from':
    case 'to': {
      const day = edgeOf(value, operator);
      return day === null
        ? {
            problem: `${operator}: takes a year, a month or a day, such as ${EXAMPLES[operator]}; not “${value}”.`,
          }
        : { condition: { on: operator, day } };
    }
    case 'has': {
      const what = HAS.find((known) => known === fold(value));
      return what === undefined
        ? { problem: `has: is one of ${HAS.join(', ')}; not “${value}”.` }
        : { condition: { on: 'has', what } };
    }
  }
}

const EXAMPLES: Readonly<Record<Operator, string>> = {
  competency: 'competency:mentoring',
  project: 'project:atlas',
  person: 'person:sam',
  scope: 'scope:group',
  impact: 'impact:>=2',
  strength: 'strength:measured',
  from: 'from:2026-01',
  to: 'to:2026-06-30',
  has: 'has:link',
};

function readImpact(value: string): Read {
  const [, sign = '=', digit] = /^(>=|<=|>|<|=)?([0-3])$/.exec(value) ?? [];
  if (digit === undefined) {
    return { problem: `impact: takes 0 to 3, alone or after >=, <=, > or <; not “${value}”.` };
  }
  const number = Number(digit);
  const least = sign === '>=' || sign === '=' ? number : sign === '>' ? number + 1 : 0;
  const most = sign === '<=' || sign === '=' ? number : sign === '<' ? number - 1 : 3;
  return { condition: { on: 'impact', least, most } };
}

/** The first day (`from`) or the last (`to`) of a year, month or day. */
function edgeOf(value: string, edge: 'from' | 'to'): Day | null {
  if (isDay(value)) return value;
  const month = /^\d{4}$/.test(value) ? `${value}-${edge === 'from' ? '01' : '12'}` : value;
  if (!/^\d{4}-\d{2}$/.test(month) || daysIn(month) === 0) return null;
  const day = `${month}-${edge === 'from' ? '01' : String(daysIn(month))}`;
  return isDay(day) ? day : null;
}

/** Ids a writer may mean: the id or name itself, or every competency that has these words in this order. */
function competenciesNamed(value: string, otherIds: readonly string[]): string[] {
  const sought = fold(value);
  const words = wordsOf(value);
  const all = [...competenciesOf(STAFF_ENGINEER), ...otherIds.map((id) => ({ id, name: id }))];
  const exact = all.filter(({ id, name }) => id === sought || fold(name) === sought);
  if (exact.length > 0) return exact.map(({ id }) => id);
  const near = all.filter(
    ({ id, name }) => hasRun(wordsOf(id), words) || hasRun(wordsOf(name), words),
  );
  return near.map(({ id }) => id);
}

function hasRun(words: readonly string[], sought: readonly string[]): boolean {
  const run = { words: sought, prefix: true };
  return sought.length > 0 && words.some((_, at) => standsAt(run, words, at));
}

function unknownOperator(name: string): string {
  const near = OPERATORS.find((operator) => distance(operator, fold(name)) <= 2);
  const offer =
    near === undefined
      ? `Operators are ${OPERATORS.map((o) => `${o}:`).join(' ')}`
      : `Did you mean ${near}:?`;
  return `“${name}:” is not an operator, so it is searched as words. ${offer}`;
}

/** Levenshtein distance; both words are short. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
