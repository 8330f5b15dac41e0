/**
 * Where in the browser's storage stores lie: each in a *bucket*, which has files of its own. Of what is
 * removed from a LevelDB, and even of a database that is deleted, much stays in its files, for nobody
 * knows how long; a bucket that is deleted is gone at once, files and all. It also lets a store
 * begin anew where Chromium can neither open nor delete the one before: CURRENT or MANIFEST is damaged.
 *
 * Journals of earlier versions lie in the origin's own place, and so do all in a browser without
 * buckets; there, what is removed may stay on the disk.
 */
export interface Place {
  /** The highest is the newest. */
  readonly number: number;
  /** What the database is called there. */
  readonly database: string;
  open(): Promise<IDBFactory>;
  /** Removes it, and the store in it. */
  remove(): Promise<void>;
}

interface Buckets {
  keys(): Promise<string[]>;
  open(
    name: string,
    options: { readonly persisted: boolean },
  ): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

/** FROZEN. */
const BUCKET = /^journal-(\d+)$/;
/** FROZEN as well: no journal's, so that it is never taken for one. */
const TRIAL = 'trial';
const ORIGINS_OWN = 0;

/** The places where there is something, newest first. */
export async function placesOf(database: string): Promise<Place[]> {
  const [names, own] = await Promise.all([buckets()?.keys() ?? [], ownDatabases()]);
  const numbers = names.flatMap((name) => BUCKET.exec(name)?.[1] ?? []).map(Number);
  const places = numbers.map((number) => inBucket(database, number));
  // A place that does not even tell what is in it can be neither opened nor deleted, and is of no use beside another.
  const here = own ?? (places.length === 0 ? [database] : []);
  for (const name of here) {
    const number = name === database ? ORIGINS_OWN : numberAfter(`${database}-`, name);
    if (number !== null) places.push(inOwn(database, number));
  }
  return places.sort((a, b) => b.number - a.number);
}

/** One that comes after all of these, and where nothing has been yet. */
export function placeAfter(places: readonly Place[], database: string): Place {
  const next = Math.max(-1, ...places.map(({ number }) => number)) + 1;
  if (buckets() === undefined) return inOwn(database, next);
  return inBucket(database, Math.max(next, ORIGINS_OWN + 1));
}

/**
 * Where a store for a while lies, apart from the journal's. It is removed as a whole, and with it what
 * versions without a bucket for it have left in the origin's own place.
 */
export function placeOfTrial(database: string): Pick<Place, 'open' | 'remove'> {
  const own = inOwn(database, ORIGINS_OWN);
  if (buckets() === undefined) return own;
  const bucket = bucketNamed(TRIAL);
  return {
    open: bucket.open,
    async remove() {
      await own.remove();
      await bucket.remove();
    },
  };
}

function inBucket(database: string, number: number): Place {
  return { number, database, ...bucketNamed(`journal-${number}`) };
}

function bucketNamed(name: string): Pick<Place, 'open' | 'remove'> {
  const all = () => {
    const found = buckets();
    if (found === undefined) throw new DOMException('no buckets', 'UnknownError');
    return found;
  };
  return {
    // Where the browser does not grant that, the bucket is there all the same.
    open: async () => (await all().open(name, { persisted: true })).indexedDB,
    remove: () => all().delete(name),
  };
}

/** Without buckets the databases have the numbers. */
function inOwn(database: string, number: number): Place {
  const name = number === ORIGINS_OWN ? database : `${database}-${number}`;
  return {
    number,
    database: name,
    open: async () => indexedDB,
    remove: () =>
      new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
  };
}

/** Null where they cannot be told. */
async function ownDatabases(): Promise<string[] | null> {
  try {
    return (await indexedDB.databases()).map(({ name = '' }) => name);
  } catch {
    return null;
  }
}

function numberAfter(start: string, name: string): number | null {
  const rest = name.startsWith(start) ? name.slice(start.length) : '';
  return /^[1-9]\d*$/.test(rest) ? Number(rest) : null;
}

/** The DOM's typings do not know them yet. */
function buckets(): Buckets | undefined {
  return Reflect.get(navigator, 'storageBuckets');
}
