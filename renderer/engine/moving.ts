import { contentFile } from './content-file.ts';
import { type Contents, chunkNumbers, createContents } from './contents.ts';
import { type FileRecord, newContent } from './file-record.ts';
import { createHash } from './hash.ts';
import type { Outside } from './outside.ts';
import type { Store } from './store.ts';

/** Moving: contents once more, under new keys and names, in another store and outside. */
export interface Moving {
  /** How many chunks there are to seal. */
  readonly chunks: number;
  /** The record of a file once its content has moved. */
  moved(record: FileRecord): FileRecord;
  /** @param step called before each chunk; throws to stop */
  seal(step: () => void): Promise<void>;
  /** Whether all of them say what they did, in both places. */
  areSame(step: () => void): Promise<boolean>;
  /** Removes what was sealed outside; the store goes as a whole. */
  drop(): Promise<void>;
}

interface Move {
  readonly from: FileRecord;
  readonly to: FileRecord;
  /** What was read of it: some may be damaged for good, and no reason to leave the rest. */
  readonly hash: string | null;
  readonly sealed: number;
}

/** @param records one of each content */
export function createMoving(
  records: readonly FileRecord[],
  contents: Contents,
  store: Store,
  outside: Outside | null,
): Moving {
  const next = createContents((task) => task(store.chunks), outside);
  const moves = new Map<string, Move>(
    records.map((from) => {
      const to = { ...from, ...newContent() };
      return [from.blob, { from, to, hash: null, sealed: 0 }];
    }),
  );

  async function isWholeOutside(outside: Outside, { to, sealed }: Move): Promise<boolean> {
    let same = 0;
    for await (const row of contentFile(outside, to.blob).chunks()) {
      const other = (await store.chunks.get(row.id))?.sealed;
      if (other?.every((byte, at) => byte === row.sealed[at])) same++;
    }
    return same === sealed;
  }

  return {
    chunks: records.reduce((sum, record) => sum + [...chunkNumbers(record)].length, 0),
    moved: (record) => ({ ...record, ...nameOf(moves.get(record.blob)?.to ?? record) }),

    async seal(step) {
      for (const [blob, { from, to }] of moves) {
        const hash = createHash();
        let sealed = 0;
        for (const n of chunkNumbers(from)) {
          step();
          const bytes = await contents.open(from, n);
          if (bytes === null) continue;
          await hash.add(bytes);
          await next.write(to, n, bytes);
          sealed++;
        }
        if (sealed > 0 || from.chunks === 0) await next.finish(to);
        moves.set(blob, { from, to, hash: await hash.end(), sealed });
      }
    },

    async areSame(step) {
      let sealed = 0;
      for (const move of moves.values()) {
        const hash = createHash();
        for (const n of chunkNumbers(move.to)) {
          step();
          const bytes = await next.open(move.to, n);
          if (bytes !== null) await hash.add(bytes);
        }
        if ((await hash.end()) !== move.hash) return false;
        if (outside !== null && !(await isWholeOutside(outside, move))) return false;
        sealed += move.sealed;
      }
      return sealed === (await store.chunks.count());
    },

    async drop() {
      if (outside === null) return;
      for (const { to } of moves.values()) await contentFile(outside, to.blob).remove();
    },
  };
}

const nameOf = ({ blob, key }: FileRecord) => ({ blob, key });
