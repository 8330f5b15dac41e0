import type { Confidentiality, Entry } from '../domain/entry.ts';
import { parseEntry } from '../domain/entry.ts';
import { type Catalogue, createCatalogue, EMPTY_HEAD, type Head, paginate } from './catalogue.ts';
import type { Progress, Saved } from './contract.ts';
import { Failure } from './failure.ts';
import { itemOf } from './item.ts';
import { bareHeader, type Header, type HeldHeader, importKey, parseHeader } from './keys.ts';
import { createQueue } from './queue.ts';
import { createReading, type Reading } from './reading.ts';
import { createRecords, notFound, type Records } from './records.ts';
import type { Resealing } from './resealing.ts';
import type { Store } from './store.ts';
import type { Unlocking } from './unlocking.ts';

/**
 * The journal: opens what is stored, and is the only one that changes it. Writes go through one
 * queue; each is planned on the catalogue, stored, and only then applied to what is in memory.
 */
export interface Journal {
  readonly header: Header;
  readonly head: Head;
  readonly rebuilt: { readonly entries: number; readonly unreadable: number } | null;
  readonly records: Records;
  /** The catalogue and the reading, once the catalogue's pages are loaded. */
  loaded(): Promise<Loaded>;
  save(entry: Entry): Promise<Saved>;
  setDeleted(id: string, deleted: string | null): Promise<void>;
  setConfidentiality(id: string, confidentiality: Confidentiality): Promise<void>;
  write(change: JournalChange): Promise<void>;
  /**
   * Removes for good what `choose` picks from the trash, and answers how many that were. It picks
   * when its turn has come: an entry that was just restored is no longer there.
   */
  removeTrashed(choose: (catalogue: Catalogue) => readonly string[]): Promise<number>;
  /** Seals everything anew under the key of another header. What is saved meanwhile waits, and is sealed under it. */
  reseal(header: HeldHeader, key: CryptoKey, resealing: Resealing): Promise<void>;
  /** Stores another header for the same key. */
  setHeader(header: Header): Promise<void>;
}

export interface Loaded {
  readonly catalogue: Catalogue;
  readonly reading: Reading;
}

export interface JournalChange {
  readonly puts: readonly Entry[];
  readonly removes: readonly string[];
  readonly progress?: Progress | undefined;
  readonly checkpoint?: (() => void) | undefined;
}

/** @param keyOf brings the key of a header that does not hold it */
export async function openJournal(
  store: Store,
  keyOf: Unlocking['keyOf'],
  changed: () => void,
): Promise<Journal> {
  const found = await openHeader(store);
  const unlocked =
    found.version === 1
      ? { header: found, key: await importKey(found.key) }
      : await keyOf(found, store);
  let header: Header = unlocked.header;
  const records = createRecords(store, unlocked.key, header.journalId);
  const [stored, lastSeq] = await Promise.all([records.head(), records.lastSeq()]);
  const agrees = stored !== null && stored.lastSeq === lastSeq;
  const rebuilt = agrees ? null : await rebuild(records);
  const head = agrees ? stored : ((await records.head()) ?? EMPTY_HEAD);

  let loading: Promise<Loaded> | undefined;
  const loaded = () => {
    loading ??= load(records, head);
    return loading;
  };
  const serially = createQueue();

  async function put(entry: Entry): Promise<Saved> {
    await write({ puts: [entry], removes: [] });
    const { catalogue } = await loaded();
    return { seq: catalogue.byId.get(entry.id)?.seq ?? catalogue.seq, updated: entry.updated };
  }

  /** Not queued: the caller is in the queue already, or takes care of it. */
  async function write({ puts, removes, progress, checkpoint }: JournalChange): Promise<void> {
    const { catalogue, reading } = await loaded();
    const rows = puts.map((entry, index) => ({ entry, seq: catalogue.seq + 1 + index }));
    const plan = catalogue.plan({
      puts: rows.map(({ entry, seq }) => itemOf(entry, seq)),
      removes,
    });
    await records.write({
      puts: rows,
      removes,
      pages: plan.pages,
      head: plan.head,
      progress,
      checkpoint,
    });
    catalogue.apply(plan);
    for (const entry of puts) reading.put(entry);
    for (const id of removes) reading.remove(id);
    changed();
  }

  async function change(id: string, fields: Partial<Entry>): Promise<void> {
    const [entry] = await records.entries([id]);
    if (entry === undefined) throw notFound(id);
    await put({ ...entry, ...fields, updated: new Date().toISOString() });
  }

  return {
    get header() {
      return header;
    },
    head,
    rebuilt,
    records,
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
    write: (wanted) => serially(() => write(wanted)),
    removeTrashed: (choose) =>
      serially(async () => {
        const { catalogue } = await loaded();
        const removes = choose(catalogue);
        if (removes.length > 0) await write({ puts: [], removes });
        return removes.length;
      }),
    reseal: (next, key, resealing) =>
      serially(async () => {
        // Loading may mend the pages, and must not do so beside this.
        await loaded();
        await records.reseal(next, key, resealing);
        header = next;
      }),
    setHeader: (next) =>
      serially(async () => {
        await store.journal.put(next);
        header = next;
      }),
  };
}

/** The stored header, or a new one on the first run; never a new one over entries that are there. */
async function openHeader(store: Store): Promise<Header> {
  const stored = await store.journal.get('journal');
  if (stored !== undefined) return parseHeader(stored);
  if ((await store.entries.count()) > 0) throw new Failure('damaged', 'entries without a header');
  const header = bareHeader();
  const records = createRecords(store, await importKey(header.key), header.journalId);
  await store.journal.add(header);
  await records.write({ puts: [], removes: [], pages: new Map(), head: EMPTY_HEAD });
  return header;
}

async function load(records: Records, head: Head): Promise<Loaded> {
  let pages = await records.pages();
  const items = [...(pages?.values() ?? [])].reduce((sum, page) => sum + page.length, 0);
  if (pages === null || items !== head.items) {
    await rebuild(records);
    pages = (await records.pages()) ?? new Map();
  }
  const catalogue = createCatalogue(pages, head.seq);
  return { catalogue, reading: createReading(records, catalogue) };
}

/** Makes head and pages anew from the rows. Rows that do not open stay where they are, and are counted. */
async function rebuild(records: Records) {
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
  const { head } = createCatalogue(pages, lastSeq).plan({ puts: [], removes: [] });
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
