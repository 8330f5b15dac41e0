import { expect, test } from '@playwright/test';
import {
  competenciesOf,
  competency,
  competencyName,
  STAFF_ENGINEER,
} from '../../renderer/domain/framework.ts';

// Entries store these ids: one that is renamed or reused orphans what people have written.
const IDS = [
  'multiplying-others',
  'context-switching',
  'leading-by-example',
  'peer-accountability',
  'maintainership',
  'triage-ownership',
  'mentoring',
  'manager-backup',
  'working-groups',
  'executive-shadowing',
  'organisation-improvement',
  'inclusion',
  'architecture-ownership',
  'epic-breakdown',
  'group-representation',
  'interviewing',
  'reviewer-mentoring',
  'retrospectives',
  'customer-collaboration',
  'cross-function-collaboration',
  'best-practices',
  'global-initiatives',
];

test('the ids of the built-in framework never change', () => {
  expect(competenciesOf(STAFF_ENGINEER).map(({ id }) => id)).toEqual(IDS);
  expect(
    STAFF_ENGINEER.groups.map(({ name, competencies }) => [name, competencies.length]),
  ).toEqual([
    ['Role shifts', 4],
    ['Initiatives', 18],
  ]);
});

test('an unknown id is shown, marked as unknown', () => {
  expect(competency('of-another-company')).toBeUndefined();
  expect(competencyName('of-another-company')).toBe('of-another-company (unknown)');
  expect(competencyName('mentoring')).toBe('Mentoring');
});
