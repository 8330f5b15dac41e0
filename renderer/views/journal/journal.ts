import { opened } from '../../engine/client.ts';
import { type Filter, type ListQuery, NO_FILTER, WHOLE_JOURNAL } from '../../engine/contract.ts';
import type { ReadingPlace } from '../../parts/LongList.tsx';
import { entryList } from '../entry-list.ts';

/**
 * What the journal screen shows and where its reader is. It lives here, in memory, so that it is the
 * same after a look at an entry, and so that no search ever reaches the browser's history.
 */
export const journal = entryList(
  WHOLE_JOURNAL,
  opened.then(({ list }) => list),
);

const places = new WeakMap<ListQuery, ReadingPlace>();

/** Where the reader is in the answer to a query; at its beginning when the query is new. */
export function placeIn(query: ListQuery): ReadingPlace {
  const place = places.get(query) ?? { top: 0, active: 0, focused: false };
  places.set(query, place);
  return place;
}

export function search(typed: string): void {
  journal.ask({ ...journal.state().query, search: typed });
}

export function filterBy(change: Partial<Filter>): void {
  const { query } = journal.state();
  journal.ask({ ...query, filter: { ...query.filter, ...change } });
}

export function clearFilters(): void {
  filterBy(NO_FILTER);
}

/** The whole journal again. */
export function clearAll(): void {
  journal.ask({ ...WHOLE_JOURNAL });
}

/** The journal with this asked for and nothing else. */
export function lookFor(asked: { readonly search?: string; readonly filter?: Partial<Filter> }) {
  journal.ask({
    ...WHOLE_JOURNAL,
    search: asked.search ?? '',
    filter: { ...NO_FILTER, ...asked.filter },
  });
}

export function isFiltered({ filter }: ListQuery): boolean {
  const { competencies, ...others } = filter;
  return competencies.length > 0 || Object.values(others).some((value) => value !== null);
}

export function isWhole(query: ListQuery): boolean {
  return query.search.trim() === '' && !isFiltered(query);
}
