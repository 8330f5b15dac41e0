import { type Audience, mayLeave } from './audience.ts';
import type { Day } from './day.ts';
import { type Entry, headline, type Impact, type Link, type Part, type Scope } from './entry.ts';
import { type Competency, competenciesOf, type Framework } from './framework.ts';
import type { Period } from './period.ts';
import { STRENGTHS, type Strength, strengthOf } from './strength.ts';

/**
 * The summary: one period for one audience, as plain data that every format writes down.
 * It holds nothing of the entries that stay behind, not even how many there are, and nobody's name.
 */
export interface Summary {
  readonly period: Period;
  readonly audience: Audience;
  readonly framework: { readonly id: string; readonly name: string; readonly version: number };
  readonly totals: Totals;
  /** Competencies with evidence: the framework's in its order, then ids it does not know. */
  readonly competencies: readonly Evidence[];
  /** Competencies of the framework without evidence, in its order. */
  readonly gaps: readonly Competency[];
  /** Entries with no competency. */
  readonly others: readonly SummaryEntry[];
}

export interface Totals {
  readonly entries: number;
  readonly projects: number;
  /** Competencies of the framework with evidence, of how many there are. */
  readonly covered: number;
  readonly competencies: number;
  /** How many entries are that strong, strongest first. */
  readonly strengths: readonly (readonly [strength: Strength, entries: number])[];
}

export interface Evidence {
  readonly id: string;
  /** The id itself when the framework does not know it. */
  readonly name: string;
  readonly known: boolean;
  readonly entries: readonly SummaryEntry[];
}

export interface SummaryEntry {
  readonly id: string;
  readonly day: Day;
  readonly through: Day | null;
  /** The title, or the first words of the text; empty when the entry has neither. */
  readonly title: string;
  readonly part: Part | null;
  readonly scope: Scope | null;
  readonly impact: Impact;
  readonly strength: Strength;
  readonly outcome: string;
  readonly links: readonly Link[];
  /** Markdown; null when it was not chosen, or when there is none. */
  readonly text: string | null;
}

export interface SummaryOptions {
  readonly period: Period;
  readonly audience: Audience;
  readonly framework: Framework;
  /** Whose texts the document holds: all entries', or those of these ids. */
  readonly texts: 'all' | readonly string[];
}

/** Which entries leave in a summary for this audience, and which stay behind; each in the order given. */
export function divide<T extends Pick<Entry, 'confidentiality'>>(
  entries: readonly T[],
  audience: Audience,
): { readonly leaving: readonly T[]; readonly staying: readonly T[] } {
  return {
    leaving: entries.filter(({ confidentiality }) => mayLeave(confidentiality, audience)),
    staying: entries.filter(({ confidentiality }) => !mayLeave(confidentiality, audience)),
  };
}

/**
 * Makes the summary. `entries` are those of the whole period, in any order, without the trash;
 * what the audience may not see is left out here. Same entries and options, same summary.
 */
export function summarise(entries: readonly Entry[], options: SummaryOptions): Summary {
  const { period, audience, framework, texts } = options;
  const chosen = texts === 'all' ? null : new Set(texts);
  const leaving = divide(entries, audience).leaving.map((entry) => ({
    entry,
    shown: shownOf(entry, chosen === null || chosen.has(entry.id)),
  }));
  leaving.sort((a, b) => compareEntries(a.shown, b.shown));

  const byCompetency = new Map<string, SummaryEntry[]>();
  for (const { entry, shown } of leaving) {
    for (const id of new Set(entry.competencies)) {
      const list = byCompetency.get(id);
      if (list === undefined) byCompetency.set(id, [shown]);
      else list.push(shown);
    }
  }

  const all = competenciesOf(framework);
  const covered = all.flatMap(({ id, name }) => {
    const found = byCompetency.get(id);
    return found === undefined ? [] : [{ id, name, known: true, entries: found }];
  });
  const knownIds = new Set(all.map(({ id }) => id));
  const unknown = [...byCompetency]
    .filter(([id]) => !knownIds.has(id))
    .sort(([a], [b]) => compare(a, b))
    .map(([id, found]) => ({ id, name: id, known: false, entries: found }));
  const projects = new Set(leaving.map(({ entry }) => entry.project.trim()));
  projects.delete('');

  return {
    period,
    audience,
    framework: { id: framework.id, name: framework.name, version: framework.version },
    totals: {
      entries: leaving.length,
      projects: projects.size,
      covered: covered.length,
      competencies: all.length,
      strengths: STRENGTHS.toReversed().map((strength) => [
        strength,
        leaving.filter(({ shown }) => shown.strength === strength).length,
      ]),
    },
    competencies: [...covered, ...unknown],
    gaps: all.filter(({ id }) => !byCompetency.has(id)),
    others: leaving
      .filter(({ entry }) => entry.competencies.length === 0)
      .map(({ shown }) => shown),
  };
}

function shownOf(entry: Entry, withText: boolean): SummaryEntry {
  const { id, day, through, part, scope, impact, outcome, links } = entry;
  return {
    id,
    day,
    // A last day that is the first says nothing.
    through: through === day ? null : through,
    title: headline(entry),
    part,
    scope,
    impact,
    strength: strengthOf(entry),
    outcome: outcome.trim(),
    links,
    text: withText && entry.text.trim() !== '' ? entry.text : null,
  };
}

/** Strongest first, then highest impact, then earliest day; the id settles the rest. */
function compareEntries(a: SummaryEntry, b: SummaryEntry): number {
  return (
    STRENGTHS.indexOf(b.strength) - STRENGTHS.indexOf(a.strength) ||
    b.impact - a.impact ||
    compare(a.day, b.day) ||
    compare(a.id, b.id)
  );
}

/** By code unit: the machine's language must not change the order. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
