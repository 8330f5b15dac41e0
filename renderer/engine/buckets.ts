/**
 * Where in the browser's storage the store lies. It is the origin's own place, until that cannot be
 * opened any more, nor deleted: Chromium refuses both for a LevelDB whose CURRENT or MANIFEST is
 * damaged. Then the store begins anew in a *bucket*, which has files of its own, and stays there.
 */
interface Buckets {
  keys(): Promise<string[]>;
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
}

/** FROZEN: the number tells the newest. */
const NAME = /^journal-(\d+)$/;

/** The place where the store is now. */
export async function currentPlace(): Promise<IDBFactory> {
  const newest = await newestNumber();
  return newest === 0 ? indexedDB : placeOf(newest);
}

/** One where nothing has been yet; from now on it is the current one. */
export async function freshPlace(): Promise<IDBFactory> {
  return placeOf((await newestNumber()) + 1);
}

async function newestNumber(): Promise<number> {
  const names = (await buckets()?.keys()) ?? [];
  return names.reduce((newest, name) => Math.max(newest, Number(NAME.exec(name)?.[1] ?? 0)), 0);
}

async function placeOf(number: number): Promise<IDBFactory> {
  const bucket = await buckets()?.open(`journal-${number}`);
  if (bucket === undefined) throw new DOMException('no buckets', 'UnknownError');
  return bucket.indexedDB;
}

/** The DOM's typings do not know them yet. */
function buckets(): Buckets | undefined {
  return Reflect.get(navigator, 'storageBuckets');
}
