import { inPeriod, periodNamed } from '../domain/period.ts';
import type { Condition, Has, Term } from '../domain/query.ts';
import { STRENGTHS, strengthOf } from '../domain/strength.ts';
import { fold } from '../domain/words.ts';
import type { Filter } from './contract.ts';
import type { Item } from './item.ts';

/** What can be decided from the catalogue alone, without a body. */
export type Test = (item: Item) => boolean;

export function testOfFilter(filter: Filter): Test {
  const { project, person, confidentiality } = filter;
  const tests: Test[] = [];
  if (filter.competencies.length > 0) {
    const wanted = new Set(filter.competencies);
    tests.push((item) => item.competencies.some((id) => wanted.has(id)));
  }
  if (filter.period !== null) {
    const period = periodNamed(filter.period);
    tests.push((item) => period !== null && inPeriod(item, period));
  }
  if (project !== null) tests.push((item) => item.project === project);
  if (person !== null) tests.push((item) => item.people.includes(person));
  if (confidentiality !== null) tests.push((item) => item.confidentiality === confidentiality);
  return (item) => tests.every((test) => test(item));
}

export function testOfConditions(conditions: readonly Term<Condition>[]): Test {
  const tests = conditions.map(({ not, is }) => ({ not, test: testOf(is) }));
  return (item) => tests.every(({ not, test }) => test(item) !== not);
}

function testOf(condition: Condition): Test {
  switch (condition.on) {
    case 'competency':
      return (item) => item.competencies.some((id) => condition.ids.includes(id));
    case 'project':
      return (item) => fold(item.project).includes(condition.text);
    case 'person':
      return (item) => item.people.some((person) => fold(person).includes(condition.text));
    case 'scope':
      return (item) => item.scope === condition.scope;
    case 'impact':
      return (item) => item.impact >= condition.least && item.impact <= condition.most;
    case 'strength': {
      const wanted = STRENGTHS.indexOf(condition.strength);
      return (item) => {
        const strength = STRENGTHS.indexOf(strengthOf(item));
        return condition.orMore ? strength >= wanted : strength === wanted;
      };
    }
    case 'from':
      return (item) => (item.through ?? item.day) >= condition.day;
    case 'to':
      return (item) => item.day <= condition.day;
    case 'nothing':
      return () => false;
    case 'has':
      return (item) => HOLDS[condition.what](item);
  }
}

const HOLDS: Readonly<Record<Has, Test>> = {
  link: (item) => item.links.length > 0,
  attachment: (item) => item.attachments.length > 0,
  person: (item) => item.people.length > 0,
  outcome: (item) => item.outcome.trim() !== '',
  text: (item) => item.hasText,
  competency: (item) => item.competencies.length > 0,
};
