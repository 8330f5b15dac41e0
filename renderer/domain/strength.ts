import type { Entry } from './entry.ts';

/** How well an entry proves a competency, weakest first. Derived, never typed in. */
export const STRENGTHS = ['claim', 'artefact', 'corroborated', 'measured'] as const;
export type Strength = (typeof STRENGTHS)[number];

/**
 * Each step needs the ones before it: a claim; with a link or an attachment, an artefact; and with a person who
 * saw it, corroborated; and with an outcome, measured (glossary, "strength").
 */
export function strengthOf(entry: {
  readonly links: readonly unknown[];
  readonly attachments: readonly unknown[];
  readonly people: Entry['people'];
  readonly outcome: string;
}): Strength {
  if (entry.links.length + entry.attachments.length === 0) return 'claim';
  if (entry.people.length === 0) return 'artefact';
  return entry.outcome.trim() === '' ? 'corroborated' : 'measured';
}
