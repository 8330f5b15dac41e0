import type { Entry } from '../domain/entry.ts';
import { competency } from '../domain/framework.ts';
import { parseQuery, type Run } from '../domain/query.ts';
import { type Catalogue, groupsOf, OPENING_LIST } from './catalogue.ts';
import { testOfConditions, testOfFilter } from './conditions.ts';
import {
  type Facet,
  type Facets,
  FIRST_ROWS,
  type List,
  type ListQuery,
  type Row,
} from './contract.ts';
import { type Item, rowOf, titleOf } from './item.ts';
import { marksIn, snippetOf } from './marks.ts';
import { type Reading, searchedTexts } from './reading.ts';
import type { Records } from './records.ts';

/**
 * Lists: answers what the journal screen asks. A list is a snapshot, kept under a number for a
 * while, so that scrolling reads from one and the same list while saves go on.
 */
export interface Lists {
  list(query: ListQuery): Promise<List>;
  rows(list: number, from: number, to: number): Promise<readonly Row[]>;
  facets(): Facets;
}

interface Kept {
  readonly items: readonly Item[];
  readonly runs: readonly Run[];
}

/** Lists kept for `rows`: enough for one that is shown, one that is coming, and a few forgotten. */
const KEPT = 8;

/** A search's first rows are marked, which reads their texts: no more of them than a window shows. */
const FIRST_MARKED_ROWS = 25;

export function createLists(records: Records, catalogue: Catalogue, reading: Reading): Lists {
  const kept = new Map<number, Kept>([[OPENING_LIST, { items: [...catalogue.order], runs: [] }]]);
  // Far from the numbers of an engine before this one: a screen may still ask for its lists.
  let lastNumber = Date.now();

  function keep(list: Kept): number {
    lastNumber++;
    kept.set(lastNumber, list);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return lastNumber;
  }

  async function rowsOf({ items, runs }: Kept, from: number, to: number): Promise<readonly Row[]> {
    const shown = items.slice(from, to);
    if (runs.length === 0) return shown.map((item) => rowOf(item));
    const entries = await records.entries(shown.map(({ id }) => id));
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    return shown.map((item) => markedRow(item, byId.get(item.id), runs));
  }

  return {
    async list({ search, filter, trash }) {
      const query = parseQuery(search, search.includes('competency:') ? unknownIds(catalogue) : []);
      const passesFilter = testOfFilter(filter);
      const passesConditions = testOfConditions(query.conditions);
      const passesRuns = query.runs.length === 0 ? () => true : reading.matching(query.runs);
      const items = (trash ? catalogue.trash : catalogue.order).filter(
        (item) => passesFilter(item) && passesConditions(item) && passesRuns(item),
      );
      const runs = query.runs.filter(({ not }) => !not).map(({ is }) => is);
      const list = { items, runs };
      return {
        id: keep(list),
        total: items.length,
        groups: trash ? [] : groupsOf(items),
        rows: await rowsOf(list, 0, runs.length === 0 ? FIRST_ROWS : FIRST_MARKED_ROWS),
        problems: query.problems,
        read: query.runs.length === 0 ? 1 : reading.fraction,
        whole: catalogue.order.length,
        trashed: catalogue.trash.length,
      };
    },

    async rows(number, from, to) {
      const list = kept.get(number);
      return list === undefined ? [] : rowsOf(list, from, to);
    },

    facets() {
      const items = catalogue.order;
      const years = new Set(items.map(({ day }) => Number(day.slice(0, 4))));
      return {
        projects: count(items.map(({ project }) => project)),
        people: count(items.flatMap(({ people }) => people)),
        competencies: count(items.flatMap(({ competencies }) => competencies)),
        years: [...years].sort((a, b) => b - a),
      };
    },
  };
}

function markedRow(item: Item, entry: Entry | undefined, runs: readonly Run[]): Row {
  const text = titleOf(item);
  const marks = marksIn(text, runs);
  const rest = entry === undefined ? [] : searchedTexts(entry).slice(1);
  return rowOf(item, { text, marks }, marks.length > 0 ? null : snippetOf(rest, runs));
}

/** Most frequent first, then by name. */
function count(values: readonly string[]): Facet[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function unknownIds(catalogue: Catalogue): string[] {
  const ids = new Set([...catalogue.byId.values()].flatMap(({ competencies }) => competencies));
  return [...ids].filter((id) => competency(id) === undefined);
}
