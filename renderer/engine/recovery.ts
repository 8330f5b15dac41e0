import { EMPTY_HEAD, type Head } from './catalogue.ts';
import type { ExpectedJournal, Lost, Recovered, RecoveryWay } from './contract.ts';
import { Failure, failureCode } from './failure.ts';
import { bareHeader, type Header, importKey, parseHeader } from './keys.ts';
import type { Mirrored } from './mirror.ts';
import { createRecords, markOf, type Records } from './records.ts';
import { allRows, ROW_TABLES } from './rows.ts';
import type { Safekeeping } from './safekeeping.ts';
import { asFailure, type SealedRow, type Store } from './store.ts';
import type { Unlocking } from './unlocking.ts';
import { verdictOn } from './verdict.ts';

/**
 * Recovery: Chromium answers a damaged IndexedDB with an empty one and says nothing, so at every
 * start the store is compared with what lies outside it, before anything is written. Where
 * something is missing the writer is asked, and an empty journal is never made instead.
 */

/** Lets the writer decide what becomes of a journal that has lost something. */
export interface Recovering {
  /** Settles once `choose` has been called. */
  ask(lost: Lost): Promise<RecoveryWay>;
  choose(way: RecoveryWay): void;
}

/** @param told hears what was lost, for a screen to show */
export function createRecovering(told: (lost: Lost) => void): Recovering {
  let choice: ((way: RecoveryWay) => void) | null = null;
  return {
    ask(lost) {
      const { promise, resolve } = Promise.withResolvers<RecoveryWay>();
      choice = resolve;
      told(lost);
      return promise;
    },
    choose(way) {
      choice?.(way);
      choice = null;
    },
  };
}

export interface Finding {
  /** What lies outside, or why it cannot be had. */
  readonly outside: Safekeeping | { readonly refused: unknown };
  /** Opens the store; with `anew` an empty one in the place of one that does not open. */
  readonly storeOf: (anew: boolean) => Promise<Store>;
  /** Whether rows of the store could not be read a moment ago, so that all of them are tried. */
  readonly isDoubtful: boolean;
  /** What the page remembers, which a browser keeps elsewhere than what it may remove when the disk is full. */
  readonly expected: ExpectedJournal | null;
  /** Brings the key of a header that does not hold it. */
  readonly keyOf: Unlocking['keyOf'];
  readonly ask: Recovering['ask'];
}

/** A store in which nothing is missing that was ever acknowledged, or that the writer takes as it is. */
export interface Sound {
  readonly store: Store;
  readonly header: Header;
  readonly records: Records;
  /** Null where the lists do not agree with the rows. */
  readonly head: Head | null;
  readonly recovered: Recovered | null;
  /** Whether the mirror does not say what the store says, and is to be written anew. */
  readonly mirrorDiffers: boolean;
  /** Whether making the lists anew belongs to what was done here, and tells of no damage. */
  readonly isQuiet: boolean;
}

/** @throws Failure when there is no journal to open, and none may be made */
export async function openSound(finding: Finding): Promise<Sound> {
  const { storeOf, keyOf, ask } = finding;
  const safe = safekeepingOf(finding);
  const outside = safe?.header ?? null;
  const { store, inside } = await openOrNull(finding, outside);
  if (store !== null && inside === null && outside === null) {
    // Whether there was one before cannot be known, so none may be begun.
    if ('refused' in finding.outside) throw finding.outside.refused;
    const { expected } = finding;
    return beginFirst(store, safe, async () => {
      if (expected !== null) await ask(goneOf(expected));
    });
  }

  const unlock = async (header: Header): Promise<Keyed> => {
    if (header.version === 1) return { header, key: await importKey(header.key) };
    return keyOf(header, async (next) => {
      if (inside?.journalId === next.journalId) await store?.journal.put(next);
      // Any other header tells that the mirror is to be written anew, and must go on telling it.
      if (sameHeader(outside, header)) await safe?.setHeader(next);
    });
  };

  const known = inside ?? outside;
  const hasRows = store !== null && (inside !== null || (await store.entries.count()) > 0);
  if (hasRows && known !== null && known.journalId === (outside ?? known).journalId) {
    const keyed = await unlock(known);
    const compared = await compare(store, keyed, safe);
    if (inside === null && compared !== null) await store.journal.put(known);
    if (compared !== null) return compared;
    const copy = await mirrorOf(safe);
    if ((await ask(await lostOf('behind', known, store, copy))) === 'keep') {
      await safe?.putAside();
      await store.journal.put(keyed.header);
      return soundIn(store, keyed, safe);
    }
    return restore(store, keyed, safe, copy);
  }

  // From here on only what lies outside has the journal.
  if (outside === null) throw new Failure('damaged', 'the header of the journal');
  const copy = await mirrorOf(safe);
  if (store !== null && inside === null && copy.mark?.seq === 0) {
    return begin(store, await unlock(outside), safe);
  }
  const why = store === null ? 'closed' : inside === null ? 'empty' : 'other';
  const way = await ask(await lostOf(why, outside, store, copy));
  if (way === 'keep' && store !== null) {
    await safe?.putAside();
    return inside === null ? beginFirst(store, safe) : soundIn(store, await unlock(inside), safe);
  }
  const keyed = await unlock(outside);
  if (store !== null) await putAside(store, safe);
  const emptied = store ?? (await storeOf(true));
  // Contents of files stay, which nothing else may have; what nobody refers to goes later.
  const tables = emptied.tables.filter(({ name }) => name !== 'chunks');
  await emptied.transaction('rw', tables, async () => {
    for (const table of tables) await table.clear();
  });
  return restore(emptied, keyed, safe, copy);
}

const READ_ROWS = 250;

/** Hardly ever needed, so not read before the first list. */
const together = () => import('./together.ts');

interface Keyed {
  readonly header: Header;
  readonly key: CryptoKey;
}

function mirrorOf(safe: Safekeeping | null): Promise<Mirrored> {
  return safe?.mirror.read() ?? Promise.resolve(NOTHING);
}

async function restore(
  store: Store,
  { header, key }: Keyed,
  safe: Safekeeping | null,
  copy: Mirrored,
): Promise<Sound> {
  await putAside(store, safe);
  await store.journal.put(header);
  const { restoreTogether } = await together();
  const recovered = await restoreTogether(store, key, header.journalId, copy);
  return { ...(await soundIn(store, { header, key }, safe)), recovered, isQuiet: true };
}

async function putAside(store: Store, safe: Safekeeping | null): Promise<void> {
  await safe?.putStoreAside(await allRows(store));
}

/** The store as it is. */
async function soundIn(
  store: Store,
  { header, key }: Keyed,
  safe: Safekeeping | null,
): Promise<Sound> {
  const records = createRecords(store, key, header.journalId, () => safe?.mirror ?? null);
  const [head, lastSeq] = await Promise.all([records.head(), records.lastSeq()]);
  const agrees = head?.lastSeq === lastSeq;
  return {
    store,
    header,
    records,
    head: agrees ? head : null,
    recovered: null,
    mirrorDiffers: true,
    isQuiet: false,
  };
}

/** Null when it cannot be had: a journal that can be read must open all the same. */
export function safekeepingOf({ outside }: Pick<Finding, 'outside'>): Safekeeping | null {
  return 'refused' in outside ? null : outside;
}

const NOTHING: Mirrored = {
  rows: new Map(),
  removed: new Set(),
  mark: null,
  before: null,
  damaged: false,
};

/** Null where the store does not open, or cannot be read, and what lies outside can stand in for it. */
async function openOrNull(
  { storeOf, isDoubtful }: Finding,
  outside: Header | null,
): Promise<{ readonly store: Store | null; readonly inside: Header | null }> {
  let store: Store | null = null;
  try {
    store = await storeOf(false);
    const inside = await headerIn(store, outside);
    if (isDoubtful) await readAll(store);
    return { store, inside };
  } catch (error) {
    const closed = failureCode(asFailure(error)) === 'store-unavailable';
    if (!closed || outside === null) throw error;
    store?.close();
    return { store: null, inside: null };
  }
}

/** Throws where some row cannot be read, be it whole or not: then LevelDB has damaged tables. */
async function readAll(store: Store): Promise<void> {
  for (const name of ROW_TABLES) {
    let after = '';
    for (;;) {
      const rows = await store[name].where('id').above(after).limit(READ_ROWS).toArray();
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  }
  await store.entries.orderBy('seq').keys();
}

/** Null where there is none, or a damaged one that what lies outside can stand in for. */
async function headerIn(store: Store, outside: Header | null): Promise<Header | null> {
  try {
    const stored = await store.journal.get('journal');
    return stored === undefined ? null : parseHeader(stored);
  } catch (error) {
    if (failureCode(error) === 'damaged' && outside !== null) return null;
    throw error;
  }
}

/** A new journal; never over one that is there and has only lost its header. */
async function beginFirst(
  store: Store,
  safe: Safekeeping | null,
  asked?: () => Promise<void>,
): Promise<Sound> {
  const isThere = (await store.entries.count()) > 0 || (safe?.mirror.mark ?? null) !== null;
  if (isThere) throw new Failure('damaged', 'entries without a header');
  await asked?.();
  const header = bareHeader();
  return begin(store, { header, key: await importKey(header.key) }, safe);
}

/** An empty journal under this header. What lies outside comes first, so that it is never missed. */
async function begin(
  store: Store,
  { header, key }: Keyed,
  safe: Safekeeping | null,
): Promise<Sound> {
  const now = () => markOf(EMPTY_HEAD);
  await safe?.copy(header, noRows(), (task) => task(), now);
  await store.journal.put(header);
  const records = createRecords(store, key, header.journalId, () => safe?.mirror ?? null);
  await records.write({ puts: [], removes: [], pages: new Map(), head: EMPTY_HEAD });
  return {
    store,
    header,
    records,
    head: EMPTY_HEAD,
    recovered: null,
    mirrorDiffers: false,
    isQuiet: false,
  };
}

async function* noRows(): AsyncGenerator<readonly SealedRow[]> {}

/** Null when the store has lost something. A save that was under way is finished, damaged rows are mended. */
async function compare(
  store: Store,
  keyed: Keyed,
  safe: Safekeeping | null,
): Promise<Sound | null> {
  const sound = await soundIn(store, keyed, safe);
  const { head, records } = sound;
  const mark = safe?.mirror.mark ?? null;
  if (head !== null && mark !== null && mark.seq === head.seq && mark.items === head.items) {
    return { ...sound, mirrorDiffers: !sameHeader(safe?.header ?? null, keyed.header) };
  }
  const state = head ?? { items: await store.entries.count(), seq: await records.lastSeq() };
  // The end of the mirror may be half a save, so that its last whole one has to be looked for.
  const copy = await mirrorOf(safe);
  const verdict = verdictOn({ ...state, agrees: head !== null }, copy);
  if (verdict === 'lost') return null;
  const { header, key } = keyed;
  const { mendFrom, restoreTogether } = await together();
  if (verdict === 'unfinished') {
    await restoreTogether(store, key, header.journalId, copy);
    return { ...sound, head: null, isQuiet: true };
  }
  // Or the mirror would be written anew from what does not open.
  if (copy.rows.size > 0) await mendFrom(store, key, header.journalId, copy);
  return sound;
}

async function lostOf(
  why: Lost['why'],
  { journalId }: Header,
  store: Store | null,
  copy: Mirrored,
): Promise<Lost> {
  const { countTogether } = await together();
  const ids = store === null ? [] : await store.entries.toCollection().primaryKeys();
  return {
    why,
    journalId,
    expected: copy.mark && { entries: copy.mark.items, at: copy.mark.at },
    store: ids.length,
    mirror: countTogether([], copy),
    together: countTogether(why === 'other' ? [] : ids, copy),
  };
}

function goneOf({ journalId, entries, at }: ExpectedJournal): Lost {
  const expected = entries === null ? null : { entries, at };
  return { why: 'gone', journalId, expected, store: 0, mirror: 0, together: 0 };
}

function sameHeader(one: Header | null, other: Header): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
