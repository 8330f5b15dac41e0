import type { Recovered } from './contract.ts';
import type { Mirrored } from './mirror.ts';
import { allRows, isEntryRow, putRows, ROW_TABLES, removeRows } from './rows.ts';
import { NotSealedHere, rowPlace, unseal } from './seal.ts';
import type { SealedRow, Store } from './store.ts';

/** How many entries there would be, from the store and the mirror together. */
export function countTogether(ids: readonly string[], mirrored: Mirrored): number {
  const together = new Set([...mirrored.rows.keys()].filter((id) => isEntryRow({ id })));
  for (const id of ids) if (!mirrored.removed.has(id)) together.add(id);
  return together.size;
}

/**
 * Puts into the store what the store and the mirror have together: of each row the newest that
 * opens, and none that the mirror saw removed. One transaction, after which the lists are to be made
 * anew. What opens nowhere is left as the store has it.
 */
export async function restoreTogether(
  store: Store,
  key: CryptoKey,
  journalId: string,
  mirrored: Mirrored,
): Promise<Recovered> {
  const found = new Map((await allRows(store)).map((row) => [row.id, row]));
  const puts: SealedRow[] = [];
  let unreadable = 0;
  for (const id of new Set([...found.keys(), ...mirrored.rows.keys()])) {
    const inStore = found.get(id);
    const best = await newestThatOpens(key, journalId, [inStore, mirrored.rows.get(id)]);
    if (best === null) unreadable += isEntryRow({ id }) ? 1 : 0;
    else if (best !== inStore) puts.push(best);
  }
  const until = mirrored.mark?.seq ?? 0;
  const removes = [...found.values()]
    .filter(({ id, seq }) => mirrored.removed.has(id) && seq <= until)
    .map(({ id }) => id);
  await store.transaction('rw', [...ROW_TABLES, 'pages'], async () => {
    await putRows(store, puts);
    await removeRows(store, removes);
    await store.pages.clear();
  });
  const restored = puts.filter(isEntryRow).length;
  return { entries: (await store.entries.count()) - unreadable, restored, unreadable };
}

/**
 * Replaces rows that do not open by what the mirror has of them; nothing else is touched.
 * @returns the ids of those that open again
 */
export async function mendFrom(
  store: Store,
  key: CryptoKey,
  journalId: string,
  mirrored: Mirrored,
): Promise<string[]> {
  const puts: SealedRow[] = [];
  for (const row of await allRows(store)) {
    if (await opens(key, journalId, row)) continue;
    const copy = await newestThatOpens(key, journalId, [mirrored.rows.get(row.id)]);
    if (copy !== null) puts.push(copy);
  }
  await store.transaction('rw', [...ROW_TABLES], () => putRows(store, puts));
  return puts.map(({ id }) => id);
}

async function newestThatOpens(
  key: CryptoKey,
  journalId: string,
  candidates: readonly (SealedRow | undefined)[],
): Promise<SealedRow | null> {
  const rows = candidates.filter((row) => row !== undefined).sort((a, b) => b.seq - a.seq);
  for (const row of rows) if (await opens(key, journalId, row)) return row;
  return null;
}

async function opens(key: CryptoKey, journalId: string, row: SealedRow): Promise<boolean> {
  try {
    await unseal(key, rowPlace(journalId, row), row.sealed);
    return true;
  } catch (error) {
    if (error instanceof NotSealedHere) return false;
    throw error;
  }
}
