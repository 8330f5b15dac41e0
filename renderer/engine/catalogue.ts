import { FIRST_ROWS, type Group, type Row } from './contract.ts';
import { compareItems, compareTrashed, groupOf, type Item, rowOf } from './item.ts';

/**
 * The catalogue: every entry's item, in memory, in the journal's order, and packed in pages for
 * the store. It is pure bookkeeping: a change is first *planned* (which pages and which head must
 * be written), then stored by the caller, and only then *applied*, so that memory never says more
 * than the disk.
 */

/** Items a page holds: a save rewrites one page, opening reads them all. */
export const PAGE_ITEMS = 32;

/** The first screen and the counts, stored by themselves so that opening reads one record. */
export interface Head {
  /** The last sequence number given out; never given again. */
  readonly seq: number;
  /** The highest sequence number among the stored rows; 0 when there are none. */
  readonly lastSeq: number;
  readonly items: number;
  readonly total: number;
  readonly trashed: number;
  readonly groups: readonly Group[];
  readonly rows: readonly Row[];
}

/** The number of the list that `open` answers with: the whole journal. */
export const OPENING_LIST = 0;

export const EMPTY_HEAD: Head = {
  seq: 0,
  lastSeq: 0,
  items: 0,
  total: 0,
  trashed: 0,
  groups: [],
  rows: [],
};

export interface Change {
  readonly puts: readonly Item[];
  readonly removes: readonly string[];
  /** The last sequence number that this change gives to anything else. */
  readonly seq?: number;
}

export interface Plan {
  readonly change: Change;
  readonly pages: ReadonlyMap<number, readonly Item[]>;
  readonly head: Head;
}

export interface Catalogue {
  /** The last sequence number given out. */
  readonly seq: number;
  readonly byId: ReadonlyMap<string, Item>;
  /** What is in the journal, in its order. */
  readonly order: readonly Item[];
  /** What is in the trash, in its order. */
  readonly trash: readonly Item[];
  plan(change: Change): Plan;
  apply(plan: Plan): void;
}

/** The files that entries refer to, those in the trash too. */
export function attachedIn({ byId }: Pick<Catalogue, 'byId'>): Set<string> {
  return new Set([...byId.values()].flatMap(({ attachments }) => attachments));
}

/**
 * A catalogue of stored pages (id from 1 up, items in any order).
 * @param seq the last sequence number given out, where that is known to be higher than any item's
 */
export function createCatalogue(stored: ReadonlyMap<number, readonly Item[]>, seq = 0): Catalogue {
  const pages = new Map(stored);
  const pageOf = new Map<string, number>();
  const byId = new Map<string, Item>();
  let lastPage = 1;
  for (const [page, items] of pages) {
    lastPage = Math.max(lastPage, page);
    for (const item of items) {
      pageOf.set(item.id, page);
      byId.set(item.id, item);
    }
  }
  let order = [...byId.values()].filter((item) => item.deleted === null).sort(compareItems);
  let trash = [...byId.values()].filter((item) => item.deleted !== null).sort(compareTrashed);
  let groups = countGroups(order);
  let lastSeq = [...byId.values()].reduce((highest, item) => Math.max(highest, item.seq), 0);
  let givenSeq = Math.max(seq, lastSeq);

  function planPages({ puts, removes }: Change): Map<number, readonly Item[]> {
    const planned = new Map<number, readonly Item[]>();
    const itemsOf = (page: number) => planned.get(page) ?? pages.get(page) ?? [];
    const added = new Map<number, Item[]>();
    let page = lastPage;
    for (const item of puts) {
      const home = pageOf.get(item.id);
      if (home !== undefined) {
        planned.set(
          home,
          itemsOf(home).map((old) => (old.id === item.id ? item : old)),
        );
        continue;
      }
      while (itemsOf(page).length + (added.get(page)?.length ?? 0) >= PAGE_ITEMS) page++;
      const room = added.get(page) ?? [];
      room.push(item);
      added.set(page, room);
    }
    for (const [number, items] of added) planned.set(number, [...itemsOf(number), ...items]);
    const removed = new Set(removes);
    for (const number of new Set(removes.map((id) => pageOf.get(id)))) {
      if (number === undefined) continue;
      planned.set(
        number,
        itemsOf(number).filter(({ id }) => !removed.has(id)),
      );
    }
    return planned;
  }

  function planHead(change: Change): Head {
    const touched = new Set([...change.puts.map(({ id }) => id), ...change.removes]);
    const before = [...touched].map((id) => byId.get(id)).filter((item) => item !== undefined);
    const living = change.puts.filter(({ deleted }) => deleted === null);
    const leaving = before.filter(({ deleted }) => deleted === null);

    const counts = new Map(groups);
    for (const item of leaving) counts.set(groupOf(item), (counts.get(groupOf(item)) ?? 0) - 1);
    for (const item of living) counts.set(groupOf(item), (counts.get(groupOf(item)) ?? 0) + 1);

    const rows: Item[] = [];
    for (const item of order) {
      if (rows.length === FIRST_ROWS) break;
      if (!touched.has(item.id)) rows.push(item);
    }
    return {
      seq: planSeq(change),
      lastSeq: planLastSeq(change),
      items: byId.size - before.length + change.puts.length,
      total: order.length - leaving.length + living.length,
      trashed:
        trash.length - (before.length - leaving.length) + (change.puts.length - living.length),
      groups: listGroups(counts),
      rows: [...rows, ...living]
        .sort(compareItems)
        .slice(0, FIRST_ROWS)
        .map((item) => rowOf(item)),
    };
  }

  /** A write that puts nothing has a number too: by it one tells whether it was stored. */
  function planSeq({ puts, removes, seq = 0 }: Change): number {
    const given = Math.max(givenSeq, seq);
    if (puts.length === 0 && given === givenSeq) return givenSeq + (removes.length > 0 ? 1 : 0);
    return puts.reduce((highest, item) => Math.max(highest, item.seq), given);
  }

  /** Removing the newest row lowers it, and that is the one case that looks at every item. */
  function planLastSeq({ puts, removes }: Change): number {
    const highest = puts.reduce((most, { seq }) => Math.max(most, seq), 0);
    const removed = new Set(removes);
    if (highest > lastSeq || removed.size === 0) return Math.max(highest, lastSeq);
    let kept = highest;
    for (const { id, seq } of byId.values()) if (!removed.has(id)) kept = Math.max(kept, seq);
    return kept;
  }

  return {
    byId,
    get seq() {
      return givenSeq;
    },
    get order() {
      return order;
    },
    get trash() {
      return trash;
    },
    plan: (change) => ({ change, pages: planPages(change), head: planHead(change) }),
    apply({ change, pages: planned, head }) {
      for (const [page, items] of planned) {
        pages.set(page, items);
        lastPage = Math.max(lastPage, page);
        for (const { id } of items) pageOf.set(id, page);
      }
      const gone = [...change.puts.map(({ id }) => id), ...change.removes]
        .map((id) => byId.get(id))
        .filter((item) => item !== undefined);
      const [living, deleted] = [
        (item: Item) => item.deleted === null,
        (item: Item) => item.deleted !== null,
      ];
      order = changed(order, gone.filter(living), change.puts.filter(living), compareItems);
      trash = changed(trash, gone.filter(deleted), change.puts.filter(deleted), compareTrashed);
      for (const id of change.removes) {
        byId.delete(id);
        pageOf.delete(id);
      }
      for (const item of change.puts) byId.set(item.id, item);
      groups = new Map(head.groups.map(({ key, count }) => [key, count]));
      lastSeq = head.lastSeq;
      givenSeq = head.seq;
    },
  };
}

/** Packs items into full pages: what a rebuild writes. */
export function paginate(items: readonly Item[]): Map<number, readonly Item[]> {
  const pages = new Map<number, readonly Item[]>();
  for (let start = 0; start < items.length; start += PAGE_ITEMS) {
    pages.set(start / PAGE_ITEMS + 1, items.slice(start, start + PAGE_ITEMS));
  }
  return pages;
}

/** The groups of a list that is in the journal's order. */
export function groupsOf(items: readonly Item[]): Group[] {
  return listGroups(countGroups(items));
}

function countGroups(items: readonly Item[]): Map<Group['key'], number> {
  const counts = new Map<Group['key'], number>();
  for (const item of items) {
    const key = groupOf(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function listGroups(counts: ReadonlyMap<Group['key'], number>): Group[] {
  const groups = [...counts]
    .filter(([, count]) => count > 0)
    .map(([key, count]) => ({ key, count }));
  // `pinned` sorts after every month, and both go downwards.
  return groups.sort((a, b) => (a.key < b.key ? 1 : -1));
}

/**
 * An ordered list without some of its items and with others. A save changes one item, and must not
 * walk through 100,000 for it: few changes find their places by bisection, and many sort anew.
 */
function changed(
  list: Item[],
  gone: readonly Item[],
  added: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Item[] {
  if (gone.length + added.length > 100) {
    const leaving = new Set(gone);
    return [...list.filter((item) => !leaving.has(item)), ...added].sort(compare);
  }
  for (const item of gone) list.splice(placeOf(list, item, compare), 1);
  for (const item of added) list.splice(placeOf(list, item, compare), 0, item);
  return list;
}

function placeOf(list: readonly Item[], item: Item, compare: (a: Item, b: Item) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && compare(other, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
