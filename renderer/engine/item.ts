import type { Entry } from '../domain/entry.ts';
import { headline } from '../domain/entry.ts';
import { strengthOf } from '../domain/strength.ts';
import type { Group, MarkedText, Row } from './contract.ts';

/**
 * What the catalogue keeps of an entry: all it is about, without its body (the text, and the
 * quotes of its links), and without what its attachments are called.
 */
export interface Item extends Omit<Entry, 'text' | 'links' | 'attachments'> {
  readonly seq: number;
  /** The first words of the text, where there is no title. */
  readonly firstWords: string;
  readonly hasText: boolean;
  readonly links: readonly { readonly url: string; readonly label: string }[];
  /** The ids of its files. */
  readonly attachments: readonly string[];
}

export function itemOf(entry: Entry, seq: number): Item {
  // Field by field, in the order of the stored ones: items of one shape are read several times as fast.
  return {
    id: entry.id,
    day: entry.day,
    through: entry.through,
    title: entry.title,
    competencies: entry.competencies,
    scope: entry.scope,
    part: entry.part,
    impact: entry.impact,
    outcome: entry.outcome,
    project: entry.project,
    people: entry.people,
    confidentiality: entry.confidentiality,
    pinned: entry.pinned,
    created: entry.created,
    updated: entry.updated,
    deleted: entry.deleted,
    seq,
    firstWords: entry.title.trim() === '' ? headline(entry) : '',
    hasText: entry.text !== '',
    links: entry.links.map(({ url, label }) => ({ url, label })),
    attachments: entry.attachments.map(({ id }) => id),
  };
}

/** An item as it may lie in a page: those from before there were attachments say nothing of them. */
export type StoredItem = Omit<Item, 'attachments'> & Partial<Pick<Item, 'attachments'>>;

export function itemStored(stored: StoredItem): Item {
  return stored.attachments === undefined ? { ...stored, attachments: [] } : (stored as Item);
}

export function titleOf(item: Item): string {
  return item.title.trim() === '' ? item.firstWords : item.title.trim();
}

/** The item as a list shows it; a search adds marks and a snippet. */
export function rowOf(
  item: Item,
  title: MarkedText = { text: titleOf(item), marks: [] },
  snippet: MarkedText | null = null,
): Row {
  const { id, day, through, competencies, project, confidentiality, pinned, deleted } = item;
  const strength = strengthOf(item);
  return {
    id,
    day,
    through,
    title,
    competencies,
    strength,
    project,
    confidentiality,
    pinned,
    deleted,
    snippet,
  };
}

/** The journal's order: pinned first, then the newest day, then what was begun last. */
export function compareItems(a: Item, b: Item): number {
  if (a.pinned !== b.pinned) return a.pinned ? -1 : 1;
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** The trash's order: thrown away last, first. */
export function compareTrashed(a: Item, b: Item): number {
  const [left, right] = [a.deleted ?? '', b.deleted ?? ''];
  if (left !== right) return left < right ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

export function groupOf(item: Item): Group['key'] {
  return item.pinned ? 'pinned' : item.day.slice(0, 7);
}
