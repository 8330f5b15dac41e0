import { type Entry, sameContent } from '../domain/entry.ts';
import { keepsVersion, thinned } from '../domain/history.ts';
import type { Records } from './records.ts';
import { versionId } from './rows.ts';
import type { SealedRow } from './store.ts';

/**
 * History: what entries said before. A version is the row that an entry was, kept as it is when it is
 * written over; which ones are, and how long they stay, is decided in domain/history.ts.
 */
export interface History {
  /**
   * What must be kept of entries that are about to be written over.
   * @param keeps `typed`: what the rules say; `all`: whatever differs; `none`: nothing, where no
   *   entry loses a word
   */
  before(next: readonly Entry[], keeps: Keeps): Promise<Before>;
}

export type Keeps = 'typed' | 'all' | 'none';

export interface Before {
  readonly kept: readonly SealedRow[];
  /** The ids of versions that need not stay. */
  readonly gone: readonly string[];
  /** To be called once this is stored. */
  done(): void;
}

/** An entry as this session knows it. Times in milliseconds since 1970. */
interface Known {
  /** When the burst of changes began that it is in. */
  readonly begun: number;
  /** When it was last written, and how long it was then. */
  readonly updated: number;
  readonly length: number;
}

/** With fewer versions than this there is nothing to thin. */
const FEW = 10;

const AT_ONCE = 100;

const NOTHING: Before = { kept: [], gone: [], done: () => undefined };

/** @param isThere whether the journal has the entry already */
export function createHistory(records: Records, isThere: (id: string) => boolean): History {
  const known = new Map<string, Known>();

  async function beforeOne(next: Entry, keeps: Keeps, now: number): Promise<Before> {
    const { id } = next;
    const length = lengthOf(next);
    const note = (begun: number) => () => void known.set(id, { begun, updated: now, length });
    if (!isThere(id)) return { ...NOTHING, done: note(now) };
    const before = known.get(id);
    if (before !== undefined && keeps === 'typed' && !keepsVersion(before, { at: now, length })) {
      return { ...NOTHING, done: note(before.begun) };
    }

    const [found] = await records.read([id]);
    // What cannot be read cannot be a version either.
    if (!found?.value) return { ...NOTHING, done: note(now) };
    const { row } = found;
    const stored = found.value as Entry;
    const updated = Date.parse(stored.updated);
    const asFound = { begun: before?.begun ?? null, updated, length: lengthOf(stored) };
    const isKept =
      (keeps === 'all' || keepsVersion(asFound, { at: now, length })) &&
      !sameContent({ ...stored, deleted: next.deleted }, next);
    if (!isKept) return { ...NOTHING, done: note(before?.begun ?? updated) };
    const kept = { ...row, id: versionId(id, row.seq) };
    return { kept: [kept], gone: await outdated(id, kept, updated, now), done: note(now) };
  }

  async function outdated(id: string, kept: SealedRow, updated: number, now: number) {
    const ids = await records.versionIds([id]);
    if (ids.length < FEW) return [];
    const opened = (await records.read(ids))
      // One that does not open may yet be mended, and how old it is cannot be said.
      .filter(({ value }) => value !== null)
      .map(({ row, value }) => {
        const { updated } = value as Entry;
        return { id: row.id, at: Date.parse(updated), size: row.sealed.length };
      });
    return thinned([...opened, { id: kept.id, at: updated, size: kept.sealed.length }], now);
  }

  return {
    async before(next, keeps) {
      if (keeps === 'none') return NOTHING;
      const now = Date.now();
      const each: Before[] = [];
      for (let start = 0; start < next.length; start += AT_ONCE) {
        const some = next.slice(start, start + AT_ONCE);
        each.push(...(await Promise.all(some.map((entry) => beforeOne(entry, keeps, now)))));
      }
      return {
        kept: each.flatMap(({ kept }) => kept),
        gone: each.flatMap(({ gone }) => gone),
        done() {
          for (const { done } of each) done();
        },
      };
    },
  };
}

function lengthOf({ title, text }: Entry): number {
  return title.length + text.length;
}
