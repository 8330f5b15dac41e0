import type { Confidentiality, Entry } from '../domain/entry.ts';
import { parseEntry } from '../domain/entry.ts';
import { removeBare } from './asides.ts';
import { behind } from './behind.ts';
import { type Catalogue, createCatalogue, EMPTY_HEAD, type Head, paginate } from './catalogue.ts';
import type { Contents } from './contents.ts';
import type { Progress, Recovered, Saved } from './contract.ts';
import { Failure } from './failure.ts';
import { createGate, type Gate } from './gate.ts';
import type { History, Keeps } from './history.ts';
import { itemOf } from './item.ts';
import type { Header } from './keys.ts';
import { createQueue } from './queue.ts';
import { createReading, type Reading } from './reading.ts';
import { markOf, notFound, type Put, type Records } from './records.ts';
import { type Finding, openSound, safekeepingOf } from './recovery.ts';
import type { Resealing } from './resealing.ts';
import { isEntryRow, versionId } from './rows.ts';
import type { Alone } from './safekeeping.ts';
import type { SealedRow } from './store.ts';

/**
 * The journal: opens what is stored, and is the only one that changes it. Writes go through one
 * queue; each is planned on the catalogue, stored, and only then applied to what is in memory.
 */
export interface Journal {
  readonly header: Header;
  readonly head: Head;
  readonly rebuilt: { readonly entries: number; readonly unreadable: number } | null;
  /** What was restored, where something had been lost. */
  readonly recovered: Recovered | null;
  readonly records: Records;
  /** What is in attached files; its code is read when it is first asked for. */
  contents(): Promise<Contents>;
  /** The catalogue and the reading, once the catalogue's pages are loaded. */
  loaded(): Promise<Loaded>;
  save(entry: Entry): Promise<Saved>;
  setDeleted(id: string, deleted: string | null): Promise<void>;
  setConfidentiality(id: string, confidentiality: Confidentiality): Promise<void>;
  /** @param change or what makes it, once no other write is under way */
  write(change: JournalChange | (() => Promise<JournalChange>)): Promise<void>;
  /** All that is stored at one moment, and the key that opens it. */
  snapshot(): Promise<Snapshot>;
  /**
   * Removes for good what `choose` picks from the trash, and answers how many that were. It picks
   * when its turn has come: an entry that was just restored is no longer there.
   */
  removeTrashed(choose: (catalogue: Catalogue) => readonly string[]): Promise<number>;
  /**
   * Seals everything anew under the key of another header (resealing.ts). What is saved meanwhile waits
   * while rows are sealed; what is attached waits until all is done.
   */
  reseal(header: Header, key: CryptoKey, resealing: Resealing): Promise<void>;
  /** For what works with contents, or with rows as they are sealed: neither moves until the task is done. */
  underOneKey: Gate['pass'];
  /** Stores another header for the same key. */
  setHeader(header: Header): Promise<void>;
  /**
   * Writes the mirror anew where it is not whole, says something else, or has grown too long. False
   * where there can be none.
   */
  keepMirror(): Promise<boolean>;
  /** Puts back what of these rows the mirror has; answers how many that were. */
  mend(ids: readonly string[]): Promise<number>;
}

export interface Loaded {
  readonly catalogue: Catalogue;
  readonly reading: Reading;
  readonly history: () => Promise<History>;
}

export interface Snapshot {
  readonly header: Header;
  readonly key: CryptoKey;
  readonly rows: readonly SealedRow[];
  /** The last sequence number given out. */
  readonly seq: number;
}

export interface JournalChange {
  readonly puts: readonly Entry[];
  /** The ids of entries that go for good, their versions with them. */
  readonly removes: readonly string[];
  /** What becomes a version of what is written over (history.ts); all of it unless said otherwise. */
  readonly keeps?: Keeps;
  /** Versions of entries to be added, oldest first. */
  readonly versions?: readonly Entry[];
  /** Records of files, by their row's id. */
  readonly files?: ReadonlyMap<string, unknown>;
  /** The ids of other rows that go. */
  readonly removesRows?: readonly string[];
  readonly progress?: Progress | undefined;
  readonly checkpoint?: (() => void) | undefined;
}

export interface Opening extends Finding {
  readonly changed: () => void;
  /** Hears why what lies outside could not follow; the next start brings it up to date. */
  readonly uncopied: (reason: unknown) => void;
}

const COPIED_AGAIN_MS = 60_000;

export async function openJournal({ changed, uncopied, ...finding }: Opening): Promise<Journal> {
  const safe = safekeepingOf(finding);
  const sound = await openSound(finding);
  const { records, recovered } = sound;
  let { header, mirrorDiffers } = sound;
  const rebuilt = sound.head === null ? await rebuild(records, safe?.mirror.mark?.seq) : null;
  const head = sound.head ?? (await records.head()) ?? EMPTY_HEAD;

  let loading: Promise<Loaded> | undefined;
  const loaded = () => {
    loading ??= load(records, head);
    return loading;
  };
  let contents: Promise<Contents> | undefined;
  /** Where both are needed, this comes before `serially`: what writes the mirror anew, or its header. */
  const outsideInTurn = createQueue();
  const serially = createQueue();
  const keys = createGate();
  let again: ReturnType<typeof setTimeout> | undefined;

  function contentsOnce(): Promise<Contents> {
    contents ??= openContents();
    return contents;
  }

  async function openContents(): Promise<Contents> {
    const { createContents } = await import('./contents.ts');
    return createContents(records.inChunks, safe?.outside ?? null);
  }

  /**
   * Writes the mirror anew, beside whatever else is done, unless `alone` says otherwise. Where that
   * fails it is tried again later, without a word: why it fails has been told.
   */
  async function copy(alone: Alone = serially): Promise<void> {
    clearTimeout(again);
    try {
      const { catalogue } = await loaded();
      const now = () => markOf({ items: catalogue.byId.size, seq: catalogue.seq });
      await safe?.copy(header, records.rows(), alone, now);
      mirrorDiffers = false;
    } catch (error) {
      again = setTimeout(() => void keepMirror().catch(() => undefined), COPIED_AGAIN_MS);
      throw error;
    }
  }

  /** What cannot be removed now goes at the next start. */
  async function removeAsides(): Promise<void> {
    if (safe === null || header.version === 1) return;
    await removeBare(safe.outside, header.journalId).catch(() => undefined);
  }

  const keepMirror = () =>
    keys.pass(() =>
      outsideInTurn(async () => {
        if (safe === null) return false;
        if (mirrorDiffers || !safe.isWhole || safe.isOutgrown) await copy();
        await removeAsides();
        return true;
      }),
    );

  async function put(entry: Entry, keeps: Keeps = 'typed'): Promise<Saved> {
    await write({ puts: [entry], removes: [], keeps });
    const { catalogue } = await loaded();
    return { seq: catalogue.byId.get(entry.id)?.seq ?? catalogue.seq, updated: entry.updated };
  }

  /** Not queued: the caller is in the queue already, or takes care of it. */
  async function write(wanted: JournalChange): Promise<void> {
    const { puts, removes, keeps = 'all', progress, checkpoint } = wanted;
    const { versions = [], files = new Map(), removesRows = [] } = wanted;
    const { catalogue, reading, history } = await loaded();
    const before = await (await history()).before(puts, keeps);
    const gone = removes.length === 0 ? [] : await records.versionIds(removes);

    let { seq } = catalogue;
    const others: Put[] = [];
    for (const entry of versions) {
      others.push({ id: versionId(entry.id, ++seq), seq, value: entry });
    }
    for (const [id, value] of files) others.push({ id, seq: ++seq, value });
    // Entries come last: a version's number is lower than that of what came after it.
    const rows = puts.map((entry) => ({ entry, seq: ++seq }));
    const plan = catalogue.plan({
      puts: rows.map(({ entry, seq }) => itemOf(entry, seq)),
      removes,
      seq,
    });
    await records.write({
      puts: [...others, ...rows.map(({ entry, seq }) => ({ id: entry.id, seq, value: entry }))],
      kept: before.kept,
      removes: [...removes, ...gone, ...before.gone, ...removesRows],
      pages: plan.pages,
      head: plan.head,
      progress,
      checkpoint,
    });
    before.done();
    catalogue.apply(plan);
    for (const entry of puts) reading.put(entry);
    for (const id of removes) reading.remove(id);
    changed();
  }

  async function change(id: string, fields: Partial<Entry>): Promise<void> {
    const [entry] = await records.entries([id]);
    if (entry === undefined) throw notFound(id);
    await put({ ...entry, ...fields, updated: new Date().toISOString() }, 'none');
  }

  return {
    get header() {
      return header;
    },
    head,
    rebuilt: sound.isQuiet ? null : rebuilt,
    recovered,
    records,
    contents: contentsOnce,
    underOneKey: keys.pass,
    loaded,
    save: (input) =>
      serially(async () => {
        const parsed = parseEntry(input);
        if ('problem' in parsed) throw new Failure('invalid', parsed.problem);
        const { catalogue } = await loaded();
        // Only trash and restore move an entry: a late autosave must not bring a deleted one back.
        const deleted = catalogue.byId.get(parsed.entry.id)?.deleted ?? null;
        return put({ ...parsed.entry, deleted, updated: new Date().toISOString() });
      }),
    setDeleted: (id, deleted) => serially(() => change(id, { deleted })),
    setConfidentiality: (id, confidentiality) => serially(() => change(id, { confidentiality })),
    write: (wanted) =>
      serially(async () => write(typeof wanted === 'function' ? await wanted() : wanted)),
    snapshot: () =>
      serially(async () => {
        const { catalogue } = await loaded();
        const rows: SealedRow[] = [];
        for await (const some of records.rows()) rows.push(...some);
        return { header, key: records.key(), rows, seq: catalogue.seq };
      }),
    removeTrashed: (choose) =>
      serially(async () => {
        const { catalogue } = await loaded();
        const removes = choose(catalogue);
        if (removes.length > 0) await write({ puts: [], removes });
        return removes.length;
      }),
    reseal: (next, key, resealing) =>
      keys.alone(() =>
        outsideInTurn(async () => {
          // Loading may mend the pages, and must not do so beside this.
          await serially(loaded);
          const contents = await contentsOnce();
          const trials = await import('./trial-store.ts');
          // What a trial has left when it was killed is sealed under the key that is to go.
          await trials.removeTrialStore().catch(() => undefined);
          const outside = safe?.outside ?? null;
          const all = { ...resealing, contents, outside };
          const left = await records.reseal(next, key, all, (task) =>
            serially(async () => {
              const left = await task();
              header = next;
              mirrorDiffers = true;
              // Until this is done, what lies outside is whole under the key before.
              await copy((task) => task()).catch(uncopied);
              return left;
            }),
          );
          await removeAsides();
          if (mirrorDiffers && outside !== null) return;
          for (const blob of left) await contents.remove(blob).catch(uncopied);
        }),
      ),
    setHeader: (next) =>
      outsideInTurn(async () => {
        await serially(async () => {
          await records.setHeader(next);
          header = next;
        });
        // That the headers differ is all that tells a later start of a mirror under the key before.
        await (mirrorDiffers ? copy() : safe?.setHeader(next))?.catch(uncopied);
      }),
    mend: (ids) =>
      serially(async () => {
        if (safe === null) return 0;
        const { catalogue, reading } = await loaded();
        const { rows } = await safe.mirror.read();
        const copies = ids
          .map((id) => rows.get(id))
          .filter((row) => row !== undefined)
          // An older copy of an entry is none of it; of other rows there is only one.
          .filter((row) => !isEntryRow(row) || catalogue.byId.get(row.id)?.seq === row.seq);
        const back = await records.putBack(copies);
        for (const entry of await records.entries(back.filter(isEntryRow).map(({ id }) => id))) {
          reading.put(entry);
        }
        if (back.length > 0) changed();
        return back.length;
      }),
    keepMirror,
  };
}

async function load(records: Records, head: Head): Promise<Loaded> {
  let pages = await records.pages();
  const items = [...(pages?.values() ?? [])].reduce((sum, page) => sum + page.length, 0);
  if (pages === null || items !== head.items) {
    await rebuild(records);
    pages = (await records.pages()) ?? new Map();
  }
  const catalogue = createCatalogue(pages, head.seq);
  const history = behind(async () => {
    const { createHistory } = await import('./history.ts');
    return createHistory(records, (id) => catalogue.byId.has(id));
  });
  return { catalogue, reading: createReading(records, catalogue), history };
}

/**
 * Makes head and pages anew from the rows. Rows that do not open stay where they are, and are counted.
 * @param givenSeq a sequence number that was given out, where one is known
 */
async function rebuild(records: Records, givenSeq = 0) {
  const items = [];
  let unreadable = 0;
  for await (const rows of records.scan()) {
    for (const { entry, seq } of rows) {
      if (entry === null) unreadable++;
      else items.push(itemOf(entry, seq));
    }
  }
  const pages = paginate(items);
  const lastSeq = await records.lastSeq();
  const { head } = createCatalogue(pages, Math.max(lastSeq, givenSeq)).plan({
    puts: [],
    removes: [],
  });
  // A row that does not open may be the newest, and must not make every start a rebuild.
  await records.write({
    puts: [],
    removes: [],
    pages,
    head: { ...head, lastSeq },
    replacesPages: true,
  });
  return { entries: items.length, unreadable };
}
