import type { Page } from '@playwright/test';

/**
 * The store as it lies on the disk, without the engine: for tests that look at it, damage it, or
 * lay one down. Go to `elsewhere` first, or the engine of the page has it open.
 */
export interface RawStore {
  readonly version: number;
  readonly tables: Readonly<Record<string, readonly RawRecord[]>>;
}

/** A stored record with its bytes in base64. */
export type RawRecord = Readonly<Record<string, RawValue>>;

export type RawValue =
  | string
  | number
  | { readonly base64: string }
  | { readonly [field: string]: RawValue }
  | readonly RawValue[];

const DATABASE = 'staff-journal';

/**
 * Leaves for a page of our origin that runs no script, so that nothing holds the journal.
 * @returns the way back
 */
export async function elsewhere(page: Page): Promise<() => Promise<unknown>> {
  const { origin } = new URL(page.url());
  await page.route('**/elsewhere', (route) =>
    route.fulfill({ contentType: 'text/html', body: '' }),
  );
  await page.goto(`${origin}/elsewhere`);
  return () => page.goto(origin);
}

declare global {
  interface Window {
    /** See `placeOfStore`. */
    storePlace: (bucket?: number) => Promise<IDBFactory>;
  }
}

/**
 * Gives a page `storePlace()`: the newest bucket (renderer/engine/buckets.ts), or where there is none the
 * origin's own place; with a number, that bucket.
 */
export function placeOfStore(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.storePlace = async (bucket) => {
      const buckets = Reflect.get(navigator, 'storageBuckets');
      if (bucket !== undefined) return (await buckets.open(`journal-${bucket}`)).indexedDB;
      const names: string[] = await buckets.keys();
      const numbers = names.map((name) => Number(/^journal-(\d+)$/.exec(name)?.[1] ?? 0));
      const newest = Math.max(0, ...numbers);
      return newest === 0 ? indexedDB : (await buckets.open(`journal-${newest}`)).indexedDB;
    };
  });
}

/** The names of the buckets that stores lie in. */
export function bucketNames(page: Page): Promise<string[]> {
  return page.evaluate(() => Reflect.get(navigator, 'storageBuckets').keys());
}

/** Removes all buckets, so that what is written next lies where earlier versions had it. */
export function removeBuckets(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const buckets = Reflect.get(navigator, 'storageBuckets');
    for (const name of await buckets.keys()) await buckets.delete(name);
  });
}

/** Which version of the tables it has; undefined where there is no store. */
export async function versionOfStore(page: Page): Promise<number | undefined> {
  await placeOfStore(page);
  return page.evaluate(async (name) => {
    const all = await (await window.storePlace()).databases();
    return all.find((database) => database.name === name)?.version;
  }, DATABASE);
}

export async function readRaw(page: Page): Promise<RawStore> {
  await placeOfStore(page);
  return page.evaluate(async (name) => {
    const place = await window.storePlace();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = place.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const inBase64 = (_: string, value: unknown) =>
      value instanceof Uint8Array
        ? { base64: btoa([...value].map((byte) => String.fromCharCode(byte)).join('')) }
        : value;
    const tables: Record<string, RawRecord[]> = {};
    for (const table of database.objectStoreNames) {
      const records = await new Promise<unknown[]>((resolve) => {
        const reading = database.transaction(table).objectStore(table).getAll();
        reading.onsuccess = () => resolve(reading.result);
      });
      tables[table] = JSON.parse(JSON.stringify(records, inBase64));
    }
    const { version } = database;
    database.close();
    return { version, tables };
  }, DATABASE);
}

/**
 * Makes the store say exactly this; creates it when it is not there. What lies outside it is removed,
 * as if there had never been any, unless it is to be `kept`.
 * @param bucket the newest place, unless it is told
 */
export async function writeRaw(
  page: Page,
  store: RawStore,
  { outside, bucket }: { outside: 'kept' | 'removed'; bucket?: number } = { outside: 'removed' },
): Promise<void> {
  if (outside === 'removed') await removeOutside(page);
  await placeOfStore(page);
  await page.evaluate(
    async ([name, text, bucket]) => {
      const { version, tables }: RawStore = JSON.parse(text, (_, value) =>
        typeof value?.base64 === 'string'
          ? Uint8Array.from(atob(value.base64), (letter) => letter.charCodeAt(0))
          : value,
      );
      const place = await window.storePlace(bucket ?? undefined);
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = place.open(name, version);
        opening.onupgradeneeded = () => {
          for (const table of Object.keys(tables)) {
            if (opening.result.objectStoreNames.contains(table)) continue;
            const created = opening.result.createObjectStore(table, { keyPath: 'id' });
            if (table === 'entries') created.createIndex('seq', 'seq');
          }
        };
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const names = Object.keys(tables);
      const writing = database.transaction(names, 'readwrite');
      for (const table of names) {
        writing.objectStore(table).clear();
        for (const record of tables[table] ?? []) writing.objectStore(table).put(record);
      }
      await new Promise<void>((resolve, reject) => {
        writing.oncomplete = () => resolve();
        writing.onerror = () => reject(writing.error);
      });
      database.close();
    },
    [DATABASE, JSON.stringify(store), bucket] as const,
  );
}

/** Removes the store, as Chromium does with one that is damaged. */
export async function deleteStore(page: Page): Promise<void> {
  await placeOfStore(page);
  await page.evaluate(async (name) => {
    const place = await window.storePlace();
    await new Promise((resolve, reject) => {
      const deleting = place.deleteDatabase(name);
      deleting.onsuccess = resolve;
      deleting.onerror = reject;
    });
  }, DATABASE);
}

/** Empties the journal the hard way: its whole origin is cleared, key and all. */
export async function beginAnew(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await page.goto('about:blank');
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await page.goto(origin);
}

/** Removes the mirror and the sentinel. */
export async function removeOutside(page: Page): Promise<void> {
  await page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    // An engine that has just ended may hold a file for a moment yet.
    for (const until = performance.now() + 5_000; ; ) {
      const failure = await root.removeEntry(name, { recursive: true }).then(
        () => null,
        (error: DOMException) => error,
      );
      if (failure === null || failure.name === 'NotFoundError') return;
      if (performance.now() > until) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }, DATABASE);
}

/** A copy of the store in which some records of a table are changed, or left out where null is given. */
export function withRecords(
  store: RawStore,
  table: string,
  change: (record: RawRecord, index: number) => RawRecord | null,
): RawStore {
  const records = (store.tables[table] ?? []).map(change).filter((record) => record !== null);
  return { ...store, tables: { ...store.tables, [table]: records } };
}

/** The record with one bit of its sealed bytes flipped. */
export function flipped(record: RawRecord, at = 20): RawRecord {
  return { ...record, sealed: flippedBytes(record.sealed, at) };
}

/** These bytes with one bit flipped. */
export function flippedBytes(value: RawValue | undefined, at: number): RawValue {
  const bytes = bytesOf(value);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return { base64: bytes.toString('base64') };
}

export function bytesOf(value: RawValue | undefined): Buffer<ArrayBuffer> {
  if (typeof value !== 'object' || !('base64' in value) || typeof value.base64 !== 'string') {
    throw new Error('these are no bytes');
  }
  return Buffer.from(value.base64, 'base64');
}
