import type { Audience } from '../domain/audience.ts';
import type { Day } from '../domain/day.ts';
import type { Impact, Part, Scope } from '../domain/entry.ts';
import type { Strength } from '../domain/strength.ts';
import type { Summary, SummaryEntry } from '../domain/summary.ts';

/**
 * What a summary says, in words: one text for all formats. English always, and never by way of
 * the machine's locale, whose tables differ between systems: same journal, same bytes.
 */

export const AUDIENCE_WORDS: Readonly<Record<Audience, string>> = {
  me: 'Me',
  manager: 'Manager',
  committee: 'Committee',
  public: 'Public',
};

export const STRENGTH_WORDS: Readonly<Record<Strength, string>> = {
  claim: 'Claim',
  artefact: 'Artefact (has a link)',
  corroborated: 'Corroborated (someone saw it)',
  measured: 'Measured (the outcome is known)',
};

const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  self: 'Self',
  group: 'Group',
  stage: 'Stage (several groups)',
  department: 'Department',
  company: 'Company',
  customer: 'Customer',
};

const PART_WORDS: Readonly<Record<Part, string>> = {
  led: 'Led',
  'co-led': 'Co-led',
  advised: 'Advised',
  sponsored: 'Sponsored',
  contributed: 'Contributed',
};

const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  0: 'Not rated',
  1: '1 of 3',
  2: '2 of 3',
  3: '3 of 3',
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `5 Jan 2026`. */
export function dayInWords(day: Day): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

/** `5 Jan 2026`, or `5 Jan 2026 to 7 Jan 2026`. */
export function daysInWords(from: Day, through: Day | null): string {
  return through === null ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(through)}`;
}

export function titleInWords(entry: SummaryEntry): string {
  return entry.title === '' ? 'Untitled' : entry.title;
}

export function countInWords(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

/** What an entry says besides title, outcome, links and text; what was left open is left out. */
export function factsOf(entry: SummaryEntry): (readonly [label: string, value: string])[] {
  const facts: (readonly [string, string])[] = [['Day', daysInWords(entry.day, entry.through)]];
  if (entry.part !== null) facts.push(['Part', PART_WORDS[entry.part]]);
  if (entry.scope !== null) facts.push(['Scope', SCOPE_WORDS[entry.scope]]);
  if (entry.impact !== 0) facts.push(['Impact', IMPACT_WORDS[entry.impact]]);
  facts.push(['Strength', STRENGTH_WORDS[entry.strength]]);
  return facts;
}

/** The facts about the whole document. */
export function totalsOf(summary: Summary): (readonly [label: string, value: string])[] {
  const { period, framework, totals } = summary;
  return [
    ['Period', `${period.name} (${daysInWords(period.from, period.to)})`],
    ['Audience', AUDIENCE_WORDS[summary.audience]],
    ['Framework', `${framework.name}, version ${framework.version}`],
    ['Entries', String(totals.entries)],
    ['Competencies with evidence', `${totals.covered} of ${totals.competencies}`],
    ['Projects', String(totals.projects)],
    [
      'Strength',
      totals.strengths.map(([strength, entries]) => `${strength} ${entries}`).join(', '),
    ],
  ];
}

export const GAPS_TITLE = 'Competencies without evidence';
export const GAPS_WORDS = 'Nothing in this document proves these competencies in the period:';
export const OTHERS_TITLE = 'Entries with no competency';
export const EMPTY_WORDS = 'No entries in this period for this audience.';

/** The name of a competency, marked when the framework does not know it. */
export function competencyInWords({ name, known }: Summary['competencies'][number]): string {
  return known ? name : `${name} (unknown)`;
}
