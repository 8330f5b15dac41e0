import type { Page } from '@playwright/test';
import { newEntry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { expect, test } from '../support/engine.ts';

/** What a worker asks of IndexedDB, reported by the worker itself before its own script runs. */
interface Asked {
  readonly transactions: readonly {
    readonly tables: readonly string[];
    readonly durability: string;
  }[];
  /** The tables read, in order. */
  readonly reads: readonly string[];
}

const WATCH = `
const asked = { transactions: [], reads: [] };
const begin = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (tables, mode, options) {
  if (mode === 'readwrite') {
    asked.transactions.push({ tables: [tables].flat().sort(), durability: options?.durability ?? 'default' });
  }
  return begin.call(this, tables, mode, options);
};
for (const read of ['get', 'getAll', 'getAllRecords', 'openCursor']) {
  for (const place of [IDBObjectStore, IDBIndex]) {
    const original = place.prototype[read];
    if (original === undefined) continue;
    place.prototype[read] = function (...args) {
      const store = this.objectStore ?? this;
      asked.reads.push(store.name);
      return original.apply(this, args);
    };
  }
}
new BroadcastChannel('asked').onmessage = ({ data }) => {
  if (data === 'tell') new BroadcastChannel('told').postMessage(asked);
};
`;

async function watch(page: Page): Promise<void> {
  await page.route(/worker.*\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: WATCH + (await response.text()) });
  });
  await page.reload();
}

const askedOf = (page: Page): Promise<Asked> =>
  page.evaluate(
    () =>
      new Promise<Asked>((resolve) => {
        new BroadcastChannel('told').onmessage = ({ data }) => resolve(data);
        new BroadcastChannel('asked').postMessage('tell');
      }),
  );

test('a save is one strict transaction over row and derived records', async ({ page }) => {
  await watch(page);
  await page.evaluate((entry) => window.engine.save(entry), newEntry(new Date(), { title: 'One' }));
  const { transactions } = await askedOf(page);
  expect(transactions.map(({ durability }) => durability)).not.toContain('default');
  expect(transactions.map(({ durability }) => durability)).not.toContain('relaxed');
  expect(transactions.at(-1)).toEqual({ tables: ['entries', 'pages'], durability: 'strict' });
  await page.evaluate((entry) => window.engine.save(entry), newEntry(new Date(), { title: 'Two' }));
  expect((await askedOf(page)).transactions).toHaveLength(transactions.length + 1);
});

test('a change of protection ends in one strict transaction: the header, in a store of its own', async ({
  page,
}) => {
  await page.evaluate((entry) => window.engine.save(entry), newEntry(new Date(), { title: 'One' }));
  await watch(page);
  await page.evaluate(() => window.engine.protect(window.keychainOf('secret')));
  const strict = (...tables: string[]) => ({ tables, durability: 'strict' });
  const resealed = [
    // The mark of what is not finished, which goes with the header's coming.
    strict('journal'),
    strict('entries'),
    strict('pages'),
    // The new store has its header; the old one loses its own before it is removed.
    strict('chunks', 'journal'),
    strict('journal'),
  ];
  expect((await askedOf(page)).transactions).toEqual(resealed);
  await page.evaluate(() => window.engine.unprotect(window.keychainOf('secret')));
  expect((await askedOf(page)).transactions).toEqual([...resealed, strict('journal')]);
});

test('opening and leafing read no row; search reads each once, behind the first screen', async ({
  page,
}) => {
  const entries = Array.from({ length: 300 }, (_, index) =>
    newEntry(new Date(Date.UTC(2026, 0, 1) + index * 60_000), { title: `Entry ${index}` }),
  );
  await page.evaluate(async (entries) => {
    for (const entry of entries) await window.engine.save(entry);
  }, entries);
  await watch(page);
  await page.evaluate(() => window.opened);
  const rows = await page.evaluate(async (query) => {
    const { id } = await window.engine.list(query);
    return window.engine.rows(id, 200, 210);
  }, WHOLE_JOURNAL);
  expect(rows.map(({ title }) => title.text)).toEqual(
    Array.from({ length: 10 }, (_, index) => `Entry ${99 - index}`),
  );
  // Whether the store is the journal's, and finished, the header, the head, the catalogue; only then the rows, some
  // hundred at a time and each once.
  await expect.poll(async () => (await askedOf(page)).reads).toHaveLength(8);
  expect((await askedOf(page)).reads).toEqual([
    'journal',
    'journal',
    'journal',
    'pages',
    'pages',
    'entries',
    'entries',
    'entries',
  ]);
  const found = () =>
    page.evaluate((query) => window.engine.list(query), { ...WHOLE_JOURNAL, search: 'entry 7' });
  await expect.poll(async () => (await found()).read).toBe(1);
  expect((await found()).total).toBe(entries.filter(({ title }) => /\b7/.test(title)).length);
});
