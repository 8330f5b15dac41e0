import { asideName } from './asides.ts';
import { frameOf, MAGIC, type Mark } from './frames.ts';
import type { Header } from './keys.ts';
import { type Mirror, openMirror } from './mirror.ts';
import type { Outside } from './outside.ts';
import { readSentinel, writeSentinel } from './sentinel.ts';
import type { SealedRow } from './store.ts';

/** Safekeeping: what is kept outside the store, the sentinel and the mirror, as one thing. */
export interface Safekeeping {
  /** The journal's header as the sentinel has it; null when there is no sentinel. */
  readonly header: Header | null;
  /** Whether the mirror holds the whole journal, and not only what was saved since it was begun. */
  readonly isWhole: boolean;
  /** Whether the mirror is so much longer than what it holds that it should be written anew. */
  readonly isOutgrown: boolean;
  readonly mirror: Mirror;
  /** Where all of this lies, and what else may. */
  readonly outside: Outside;
  /** Keeps this header from now on. */
  setHeader(header: Header): Promise<void>;
  /** Writes the mirror anew; see `Mirror.replace`. The header is kept with it. */
  copy(
    header: Header,
    rows: AsyncIterable<readonly SealedRow[]>,
    alone: Alone,
    now: () => Mark,
  ): Promise<void>;
  /** Puts what is there aside, under names that nothing here reads again. */
  putAside(): Promise<void>;
  /** Keeps these rows of the store aside, as they are. */
  putStoreAside(rows: readonly SealedRow[]): Promise<void>;
}

export type Alone = <T>(task: () => Promise<T>) => Promise<T>;

/** Below this a mirror is not worth writing anew. */
const SMALL_BYTES = 4 * 1024 * 1024;

export async function openSafekeeping(outside: Outside): Promise<Safekeeping> {
  const [found, mirror] = await Promise.all([readSentinel(outside), openMirror(outside)]);
  let sentinel = found;
  let opened = mirror;

  async function write(header: Header, mirrorBase: number) {
    const next = { header, mirrorBase };
    await writeSentinel(outside, next);
    sentinel = next;
  }

  return {
    outside,
    get header() {
      return sentinel?.header ?? null;
    },
    get isWhole() {
      return sentinel !== null && sentinel.mirrorBase > 0 && opened.size >= sentinel.mirrorBase;
    },
    get isOutgrown() {
      return opened.size > 2 * (sentinel?.mirrorBase ?? 0) + SMALL_BYTES;
    },
    get mirror() {
      return opened;
    },
    setHeader: (header) => write(header, sentinel?.mirrorBase ?? 0),
    async copy(header, rows, alone, now) {
      // In this order: where only the first is done, the header tells it from the store's.
      await write(header, await opened.replace(rows, alone, now));
    },
    async putAside() {
      const name = asideName();
      if (opened.size > 0) await outside.move('mirror', `${name}-mirror`);
      if (sentinel !== null) await outside.move('sentinel', `${name}-sentinel`);
      sentinel = null;
      opened = await openMirror(outside);
    },
    async putStoreAside(rows) {
      if (rows.length === 0) return;
      const name = `${asideName()}-store`;
      const mark = { items: rows.length, seq: 0, at: Date.now() };
      await outside.append(name, MAGIC);
      await outside.append(name, await frameOf({ puts: rows, removes: [] }, mark));
    },
  };
}
