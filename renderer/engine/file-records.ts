import { type FileRecord, parseFileRecord } from './file-record.ts';
import type { Journal } from './journal.ts';
import { fileRowId } from './rows.ts';

/** The records of all files, read when one is first asked for: a few hundred bytes each. */
export interface FileRecords {
  /** Null where there is none, or none that opens. */
  get(file: string): Promise<FileRecord | null>;
  /** The record of a content that is here already. */
  withContent(hash: string, size: number): Promise<FileRecord | null>;
  all(): Promise<{
    readonly files: ReadonlyMap<string, FileRecord>;
    /** Whether there are records besides that do not open. */
    readonly isPartial: boolean;
  }>;
  /** One that has been written in this session. */
  add(file: string, record: FileRecord): void;
  isAdded(file: string): boolean;
  /** Some that have been removed. */
  forget(files: readonly string[]): void;
  /** Holds a content that is being written, or may be referred to in a moment; answers what lets go of it. */
  hold(record: FileRecord): () => void;
  /** Whether any file has this content, or it is held. */
  isInUse(blob: string): boolean;
}

/** Records read in one breath. */
const BATCH = 500;

export function createFileRecords(journal: Journal): FileRecords {
  const { records } = journal;
  const files = new Map<string, FileRecord>();
  const added = new Set<string>();
  const held = new Set<{ readonly record: FileRecord }>();
  let loading: ReturnType<typeof load> | undefined;
  let key = records.key();

  async function read(rowIds: readonly string[]): Promise<ReadonlyMap<string, FileRecord | null>> {
    const rows = await records.read(rowIds);
    return new Map(rows.map(({ row, value }) => [row.id, parseFileRecord(value)]));
  }

  /** As `read`; those that do not open are looked for in the second copy. */
  async function readOrMend(rowIds: readonly string[]) {
    const found = await read(rowIds);
    const closed = rowIds.filter((id) => (found.get(id) ?? null) === null);
    return closed.length > 0 && (await journal.mend(closed)) > 0 ? read(rowIds) : found;
  }

  async function load() {
    const rowIds = await records.fileRowIds();
    let opened = 0;
    for (let start = 0; start < rowIds.length; start += BATCH) {
      for (const [id, record] of await readOrMend(rowIds.slice(start, start + BATCH))) {
        if (record === null) continue;
        files.set(fileOfRow(id), record);
        opened++;
      }
    }
    return { files, isPartial: opened < rowIds.length };
  }

  function loaded() {
    if (key !== records.key()) {
      // Since then everything was sealed anew, and contents lie elsewhere.
      key = records.key();
      files.clear();
      held.clear();
      loading = undefined;
    }
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  return {
    all: loaded,

    async get(file) {
      await loaded();
      const known = files.get(file);
      if (known !== undefined) return known;
      // It may have come by a restore since, or be in the second copy alone.
      const rowId = fileRowId(file);
      const record = (await readOrMend([rowId])).get(rowId) ?? null;
      if (record !== null) files.set(file, record);
      return record;
    },

    async withContent(hash, size) {
      await loaded();
      const kept = [...held].map(({ record }) => record);
      for (const record of [...files.values(), ...kept]) {
        if (record.hash === hash && record.size === size) return record;
      }
      return null;
    },

    add(file, record) {
      added.add(file);
      files.set(file, record);
    },
    isAdded: (file) => added.has(file),

    forget(gone) {
      for (const file of gone) files.delete(file);
    },

    hold(record) {
      const hold = { record };
      held.add(hold);
      return () => void held.delete(hold);
    },
    isInUse(blob) {
      const kept = [...held].map(({ record }) => record);
      return [...files.values(), ...kept].some((record) => record.blob === blob);
    },
  };
}

function fileOfRow(rowId: string): string {
  return rowId.slice(fileRowId('').length);
}
