import type { SealedRow, Store } from './store.ts';

/**
 * Rows: what a journal cannot make anew from something else. A row's id says what it is, and is the
 * same in the store, in the mirror and in a backup. FROZEN (tests/unit/rows.spec.ts):
 *
 *     <entry>             an entry as it is
 *     <entry>/<seq>       an earlier version of it: the row that had this number, as it was
 *     file/<file>         where the content of an attachment lies, and the key to it
 *     chunk/<blob>/<n>    a part of such a content
 *
 * Chunks are large and sealed with a key of their own, which their file's row has; the mirror has them
 * in files of their own.
 */
export type RowKind = 'entries' | 'versions' | 'files' | 'chunks';

/** The tables of what is sealed under the data key. */
export const ROW_TABLES = ['entries', 'versions', 'files'] as const;

export function kindOf(id: string): RowKind {
  if (id.startsWith('file/')) return 'files';
  if (id.startsWith('chunk/')) return 'chunks';
  return id.includes('/') ? 'versions' : 'entries';
}

export function versionId(entry: string, seq: number): string {
  return `${entry}/${seq}`;
}

/** The entry that a row is a version of. */
export function entryOfVersion(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

export function fileRowId(file: string): string {
  return `file/${file}`;
}

export function chunkRowId(blob: string, n: number): string {
  return `${chunkRowsOf(blob)}${n}`;
}

/** What the ids of a content's chunks begin with. */
export function chunkRowsOf(blob: string): string {
  return `chunk/${blob}/`;
}

/** The content that a chunk is a part of. */
export function blobOfChunk(id: string): string {
  return id.slice('chunk/'.length, id.lastIndexOf('/'));
}

/** A row that opens nowhere: it stands for a content that may still lie outside and that nothing refers to. */
export function loose(blob: string): SealedRow {
  return { id: chunkRowId(blob, 0), seq: 0, sealed: new Uint8Array() };
}

export function isEntryRow({ id }: Pick<SealedRow, 'id'>): boolean {
  return kindOf(id) === 'entries';
}

/** Puts rows into the tables they belong to. Within a transaction over these, all or nothing. */
export async function putRows(store: Store, rows: readonly SealedRow[]): Promise<void> {
  for (const [kind, some] of Map.groupBy(rows, ({ id }) => kindOf(id))) {
    await store[kind].bulkPut(some);
  }
}

export async function removeRows(store: Store, ids: readonly string[]): Promise<void> {
  for (const [kind, some] of Map.groupBy(ids, kindOf)) await store[kind].bulkDelete(some);
}

/** All rows that are sealed under the data key. */
export async function allRows(store: Store): Promise<SealedRow[]> {
  const tables = ROW_TABLES.map((name) => store[name].toArray());
  return (await Promise.all(tables)).flat();
}
