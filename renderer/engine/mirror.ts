import { Failure } from './failure.ts';
import {
  type Change,
  type Frames,
  frameOf,
  lastMark,
  MAGIC,
  type Mark,
  readFrames,
  TAIL,
} from './frames.ts';
import type { Outside } from './outside.ts';
import type { SealedRow } from './store.ts';

/**
 * The mirror: every save once more, in a file outside the store that only grows. It begins with all
 * rows of the journal, so it is a whole second copy; when it has grown to much more than that, it is
 * written anew, and the new one takes the old one's place once it has been read back.
 */
export interface Mirror {
  /** What the journal was after the last save; null when there is no mirror, or its end is no frame. */
  readonly mark: Mark | null;
  readonly size: number;
  /** Adds a save. Resolves when it is on the disk. */
  append(change: Change, mark: Mark): Promise<void>;
  /** Takes back the last save, which the store has not taken. */
  takeBack(): Promise<void>;
  /**
   * Writes it anew from these rows, beside the old one. Saves go on meanwhile; what they added is
   * taken over at the end, `alone`, when none is under way.
   * @param now what the journal is then
   * @returns its size
   */
  replace(
    rows: AsyncIterable<readonly SealedRow[]>,
    alone: <T>(task: () => Promise<T>) => Promise<T>,
    now: () => Mark,
  ): Promise<number>;
  /** All that it holds. */
  read(): Promise<Mirrored>;
}

export interface Mirrored {
  /** The rows as they were last saved, by id. */
  readonly rows: ReadonlyMap<string, SealedRow>;
  /** Ids that were removed for good. */
  readonly removed: ReadonlySet<string>;
  readonly mark: Mark | null;
  /** What the journal was before the last save. */
  readonly before: Mark | null;
  /** Whether some of it could not be read. */
  readonly damaged: boolean;
}

/** FROZEN. */
const NAME = 'mirror';
const PART = 'mirror.part';
/** Of frames that are no save: the journal was never so. */
const UNFINISHED: Mark = { items: 0, seq: 0, at: 0 };

/** Opens the mirror by reading its end. */
export async function openMirror(outside: Outside): Promise<Mirror> {
  let size = await outside.size(NAME);
  let mark = await markOf(NAME, size);
  let before: { mark: Mark | null; size: number } | null = null;

  async function markOf(name: string, size: number): Promise<Mark | null> {
    return lastMark(await outside.read(name, size - TAIL, size), size);
  }

  return {
    get mark() {
      return mark;
    },
    get size() {
      return size;
    },

    async append(change, next) {
      const frame = await frameOf(change, next);
      if (size === 0) {
        await outside.append(NAME, MAGIC);
        size = MAGIC.length;
      }
      await outside.append(NAME, frame);
      before = { mark, size };
      size += frame.length;
      mark = next;
    },

    async takeBack() {
      if (before === null) return;
      await outside.cut(NAME, before.size);
      ({ mark, size } = before);
      before = null;
    },

    async replace(rows, alone, now) {
      const from = size;
      await outside.remove(PART);
      await outside.append(PART, MAGIC);
      let count = 0;
      for await (const puts of rows) {
        count += puts.length;
        await outside.append(PART, await frameOf({ puts, removes: [] }, UNFINISHED));
      }
      const written = await outside.size(PART);
      const read = replay(await readFrames(await outside.read(PART, 0, written)));
      if (read.damaged || read.rows.size !== count) {
        throw new Failure('store-unavailable', 'the second copy could not be read back');
      }
      return alone(async () => {
        if (size > from) await outside.append(PART, await outside.read(NAME, from, size));
        await outside.append(PART, await frameOf({ puts: [], removes: [] }, now()));
        const whole = await outside.size(PART);
        await outside.move(PART, NAME);
        [size, mark, before] = [whole, now(), null];
        return whole;
      });
    },

    async read() {
      return replay(await readFrames(await outside.read(NAME, 0, size)));
    },
  };
}

function replay({ frames, damaged }: Frames): Mirrored {
  const rows = new Map<string, SealedRow>();
  const removed = new Set<string>();
  for (const frame of frames) {
    for (const row of frame.puts) {
      // A row written anew may be newer than a save that was taken over after it.
      if ((rows.get(row.id)?.seq ?? 0) > row.seq) continue;
      rows.set(row.id, row);
      removed.delete(row.id);
    }
    for (const id of frame.removes) {
      rows.delete(id);
      removed.add(id);
    }
  }
  const [before, last] = [null, null, ...frames.filter(({ mark }) => mark.at > 0)].slice(-2);
  return {
    rows,
    removed,
    mark: last?.mark ?? null,
    before: before?.mark ?? null,
    damaged,
  };
}
