import { type Entry, headline, sameContent } from '../domain/entry.ts';
import { type Backup, entryIn, readBackup, valueIn } from './backup.ts';
import type { Catalogue } from './catalogue.ts';
import { type Contents, chunkNumbers } from './contents.ts';
import type {
  Keychain,
  Progress,
  Restored,
  RestorePreview,
  RestoreShare,
  RestoreWay,
  Secret,
} from './contract.ts';
import { Failure, failureCode, lockedBackup } from './failure.ts';
import { type FileRecord, parseFileRecord } from './file-record.ts';
import type { Files } from './files.ts';
import { protectionOf } from './header.ts';
import type { Journal } from './journal.ts';
import { unwrapKey } from './keychain.ts';
import { importKey, isKeyOf } from './keys.ts';
import { unlessAborted } from './protection.ts';
import { blobOfChunk, entryOfVersion, kindOf, versionId } from './rows.ts';
import type { Secrets } from './secrets.ts';
import type { SealedRow } from './store.ts';

/**
 * Restoring: a backup is first read whole, every row of it opened, and compared with the journal,
 * which writes nothing; then it is taken in one transaction. Entries are sealed anew under the
 * journal's own key, so that another journal's backup is restored in the same way.
 */
export interface Restoring {
  preview(file: Blob, bringing: Bringing, progress?: Progress): Promise<RestorePreview>;
  commit(way: RestoreWay, progress?: Progress): Promise<Restored>;
  cancel(): void;
  undo(): Promise<{ readonly kept: number }>;
}

/** What may bring the key of a backup that was made under another key than the journal's. */
interface Bringing {
  readonly keychain: Keychain | null;
  readonly secret: Secret | null;
}

/** A backup that was read whole. */
interface Read {
  readonly backup: Backup;
  readonly key: CryptoKey;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Versions by their entry, still sealed: most of them are not needed. */
  readonly versions: ReadonlyMap<string, readonly SealedRow[]>;
  /** Records of attached files, by their row's id. */
  readonly files: ReadonlyMap<string, FileRecord>;
}

/** A backup against the journal, as they are now. */
interface Comparison {
  readonly added: readonly Entry[];
  readonly newer: readonly Pair[];
  readonly older: readonly Pair[];
  /** Only in the journal, and not in its trash. */
  readonly removed: readonly Entry[];
}

interface Pair {
  readonly entry: Entry;
  /** The journal's; null where it cannot be read. */
  readonly was: Entry | null;
}

/** What a restore wrote, and what was there before it. */
interface Step {
  readonly written: Entry;
  /** Null where there was nothing, undefined where it could not be read. */
  readonly was: Entry | null | undefined;
  /** The number that had; what is kept of it as a version goes again when it is put back. */
  readonly seq: number;
}

const SHOWN_ENTRIES = 5;

export function createRestoring(
  journal: Journal,
  catalogue: Catalogue,
  files: Pick<Files, 'hold'>,
  secrets: Secrets,
): Restoring {
  let pending: Read | null = null;
  let last: readonly Step[] = [];
  let wanted = new AbortController();

  async function keyOf(
    { header }: Backup['about'],
    { keychain, secret }: Bringing,
    signal: AbortSignal,
  ) {
    if (header.version === 1) return importKey(header.key);
    const own = journal.records.key();
    if (await isKeyOf(header, own)) return own;
    const { holders } = protectionOf(header);
    const asked = keychain && (() => unwrapKey(keychain, header));
    const unwrapping = secret ? () => secrets.unwrap(header, secret) : asked;
    if (unwrapping === null) throw lockedBackup(holders);
    try {
      const { key, bytes } = await unlessAborted(unwrapping(), signal);
      bytes.fill(0);
      return key;
    } catch (cause) {
      if (failureCode(cause) !== 'keychain') throw cause;
      throw lockedBackup(holders, { cause });
    }
  }

  /** Row by row, so that one of the journal's that cannot be read is no hindrance: it may be why we are here. */
  async function compare(backup: ReadonlyMap<string, Entry>, signal: AbortSignal) {
    const newer: Pair[] = [];
    const older: Pair[] = [];
    const removed: Entry[] = [];
    const known = new Set<string>();
    for await (const rows of journal.records.scan()) {
      signal.throwIfAborted();
      for (const { id, entry: was } of rows) {
        known.add(id);
        const entry = backup.get(id);
        if (entry === undefined) {
          if (was !== null && was.deleted === null) removed.push(was);
        } else if (was === null || !sameContent(entry, was)) {
          const isNewer = was === null || entry.updated > was.updated;
          (isNewer ? newer : older).push({ entry, was });
        }
      }
    }
    const added = [...backup.values()].filter(({ id }) => !known.has(id));
    return { added, newer, older, removed } satisfies Comparison;
  }

  /** What the backup knows these entries to have said before, and the journal does not; oldest first. */
  async function missingVersions(read: Read, ids: readonly string[]): Promise<Entry[]> {
    const known = new Set<string>();
    for (const { row, value } of await journal.records.read(
      await journal.records.versionIds(ids),
    )) {
      if (value !== null) known.add(`${entryOfVersion(row.id)} ${(value as Entry).updated}`);
    }
    const missing: Entry[] = [];
    for (const id of ids) {
      const rows = (read.versions.get(id) ?? []).toSorted((a, b) => a.seq - b.seq);
      const versions = rows.map((row) => entryIn(read.backup.about, read.key, row));
      for (const version of await Promise.all(versions)) {
        if (!known.has(`${id} ${version.updated}`)) missing.push(version);
      }
    }
    return missing;
  }

  /**
   * Keeps the contents of files that the journal does not have, or not whole, before anything refers to them; if
   * nothing comes to, they go at a later start.
   * @returns the records of these files
   */
  async function bringContents({ backup, files: found }: Read, signal: AbortSignal) {
    const missing = new Map(found);
    if (missing.size === 0) return missing;
    const contents = await journal.contents();
    for (const { row, value } of await journal.records.read([...found.keys()])) {
      const own = parseFileRecord(value);
      if (own !== null && (await isWhole(contents, own))) missing.delete(row.id);
    }
    files.hold(missing.values());
    const blobs = new Set([...missing.values()].map(({ blob }) => blob));
    for await (const rows of backup.rows()) {
      signal.throwIfAborted();
      const chunks = rows.filter(({ id }) => kindOf(id) === 'chunks' && blobs.has(blobOfChunk(id)));
      if (chunks.length > 0) await contents.put(chunks);
    }
    for (const record of missing.values()) await contents.finish(record);
    return missing;
  }

  async function commit(
    way: RestoreWay,
    signal: AbortSignal,
    progress?: Progress,
  ): Promise<Restored> {
    signal.throwIfAborted();
    const read = pending;
    if (read === null) throw new Failure('invalid', 'there is no backup to restore');
    const brought = await bringContents(read, signal);
    let steps: Step[] = [];
    let restored: Restored = { added: 0, changed: 0, removed: 0 };
    // Compared once more in its turn: what was written since the preview must not be lost.
    await journal.write(async () => {
      const { added, newer, older, removed } = await compare(read.entries, signal);
      const changed = way === 'merge' ? newer : [...newer, ...older];
      const now = new Date().toISOString();
      const trashed = way === 'merge' ? [] : removed;
      steps = [
        ...added.map((written) => ({ written, was: null })),
        ...changed.map(({ entry, was }) => ({ written: entry, was: was ?? undefined })),
        ...trashed.map((was) => ({ written: { ...was, deleted: now, updated: now }, was })),
      ].map((step) => ({ ...step, seq: catalogue.byId.get(step.written.id)?.seq ?? 0 }));
      restored = { added: added.length, changed: changed.length, removed: trashed.length };
      return {
        puts: steps.map(({ written }) => written),
        removes: [],
        versions: await missingVersions(read, [
          ...added.map(({ id }) => id),
          ...changed.map(({ entry }) => entry.id),
        ]),
        files: brought,
        progress,
        checkpoint: () => signal.throwIfAborted(),
      };
    });
    pending = null;
    last = steps;
    return restored;
  }

  return {
    async preview(file, bringing, progress) {
      pending = null;
      const { signal } = wanted;
      const backup = await readBackup(file);
      const { about, rows } = backup;
      const key = await keyOf(about, bringing, signal);
      const entries = new Map<string, Entry>();
      const versions = new Map<string, SealedRow[]>();
      const files = new Map<string, FileRecord>();
      let read = 0;
      for await (const some of rows()) {
        signal.throwIfAborted();
        const sealedByKey = some.filter(({ id }) => kindOf(id) !== 'chunks');
        const values = await Promise.all(sealedByKey.map((row) => valueIn(about, key, row)));
        for (const [at, row] of sealedByKey.entries()) {
          const kind = kindOf(row.id);
          if (kind === 'entries') entries.set(row.id, values[at] as Entry);
          const record = kind === 'files' ? parseFileRecord(values[at]) : null;
          if (record !== null) files.set(row.id, record);
          if (kind !== 'versions') continue;
          const entry = entryOfVersion(row.id);
          versions.set(entry, [...(versions.get(entry) ?? []), row]);
        }
        read += some.length;
        progress?.(read, about.rows);
      }
      const { added, newer, older, removed } = await compare(entries, signal);
      signal.throwIfAborted();
      pending = { backup, key, entries, versions, files };
      return {
        made: about.made,
        entries: about.entries,
        foreign: about.header.journalId !== journal.header.journalId,
        added: shareOf(added),
        newer: shareOf(newer.map(({ entry }) => entry)),
        older: shareOf(older.map(({ entry }) => entry)),
        removed: shareOf(removed),
      };
    },

    commit(way, progress) {
      const { signal } = wanted;
      return journal.underOneKey(() => commit(way, signal, progress));
    },

    cancel() {
      wanted.abort(new Failure('cancelled'));
      wanted = new AbortController();
      pending = null;
    },

    async undo() {
      let kept = 0;
      await journal.write(async () => {
        const untouched = last.filter(({ written: { id, updated } }) => {
          const item = catalogue.byId.get(id);
          return item !== undefined && item.updated === updated;
        });
        kept =
          last.filter(({ written: { id } }) => catalogue.byId.has(id)).length - untouched.length;
        return {
          puts: untouched.flatMap(({ was }) => (was ? [was] : [])),
          removes: untouched.flatMap(({ was, written }) => (was === null ? [written.id] : [])),
          removesRows: untouched.flatMap(({ was, seq }) => (was ? [versionId(was.id, seq)] : [])),
          keeps: 'none',
        };
      });
      last = [];
      return { kept };
    },
  };
}

async function isWhole(contents: Contents, file: FileRecord): Promise<boolean> {
  for (const n of chunkNumbers(file)) if ((await contents.read(file, n)) === null) return false;
  return true;
}

function shareOf(entries: readonly Entry[]): RestoreShare {
  const sample = entries.slice(0, SHOWN_ENTRIES);
  return {
    count: entries.length,
    sample: sample.map((entry) => ({ day: entry.day, title: headline(entry) })),
  };
}
