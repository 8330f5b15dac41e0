import type { Entry } from '../domain/entry.ts';
import { attachedIn, type Catalogue } from './catalogue.ts';
import type { Contents } from './contents.ts';
import type { FileRecords } from './file-records.ts';
import type { Journal } from './journal.ts';
import { fileRowId } from './rows.ts';

/** Versions read in one breath. */
const BATCH = 250;

export interface Swept {
  readonly journal: Journal;
  readonly catalogue: Catalogue;
  readonly contents: Contents;
  readonly records: FileRecords;
}

/**
 * Removes, once a session, what no entry and no version of one refers to, and what was left of files
 * that never came to be; then sees that every content lies outside the store too.
 *
 * Only what nothing referred to when the journal was opened may go: what the writer took away since
 * can be brought back by Undo. And none goes while anything cannot be read that may refer to it.
 *
 * @param before what was attached when the journal was opened
 */
export async function sweep(
  { journal, catalogue, contents, records }: Swept,
  before: ReadonlySet<string>,
): Promise<void> {
  const { files, isPartial } = await records.all();
  const loose = [...files.keys()].filter((id) => !before.has(id) && !records.isAdded(id));
  if (loose.length > 0) await removeRecords(await referredToByNone(loose));

  // Listed before it is asked what is in use, so that what is begun meanwhile is not in the list.
  const blobs = await contents.blobs();
  // The record of a content may be what is missing; it can still come back, from a backup.
  if (!isPartial && (await allAreKnown())) {
    for (const blob of blobs) {
      if (!records.isInUse(blob)) await contents.remove(blob);
    }
  }
  for (const record of [...files.values()]) await contents.keepOutside(record);

  async function allAreKnown(): Promise<boolean> {
    for (const id of attachedIn(catalogue)) if ((await records.get(id)) === null) return false;
    return true;
  }

  async function referredToByNone(ids: readonly string[]): Promise<string[]> {
    const left = new Set(ids);
    const strike = (entry: { readonly attachments: readonly { readonly id: string }[] }) => {
      for (const { id } of entry.attachments) left.delete(id);
    };
    for await (const rows of journal.records.scan()) {
      for (const { entry } of rows) {
        if (entry === null) return [];
        strike(entry);
      }
    }
    const versions = await journal.records.versionIds([...catalogue.byId.keys()]);
    for (let start = 0; start < versions.length; start += BATCH) {
      for (const { value } of await journal.records.read(versions.slice(start, start + BATCH))) {
        if (value === null) return [];
        strike(value as Entry);
      }
    }
    return [...left];
  }

  async function removeRecords(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    let gone: readonly string[] = [];
    await journal.write(async () => {
      // What a restore brought back while all this was read.
      const now = attachedIn(catalogue);
      gone = ids.filter((id) => !now.has(id) && !records.isAdded(id));
      return { puts: [], removes: [], removesRows: gone.map(fileRowId) };
    });
    records.forget(gone);
  }
}
