import type { Page } from '@playwright/test';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { DIST, TEST_DIST } from '../../scripts/paths.mjs';
import { placeOfStore } from '../support/raw-store.ts';
import { expect, openPage, searchRead, test } from './bench.ts';
import { median, percentile } from './figures.ts';

const SIZE = 10_000;
const SAVES = 150;
const KEYSTROKES = 40;
/** The ratio to a raw put that is not to be passed. */
const LIMIT = 2;

test('a save at 10,000 entries, from the page to the disk and back', async ({ bench }) => {
  await bench.serve(TEST_DIST);
  const context = await bench.launch(await bench.copyOf(SIZE));
  const page = await openPage(context, bench.origin);
  await searchRead(page);
  const bytes = await storedSizes(page);
  await prepareRawPuts(page);

  const times = { save: [] as number[], whole: [] as number[], row: [] as number[] };
  for (let round = 0; round <= SAVES; round++) {
    const save = await saveOnce(page, round);
    const whole = await rawPut(page, bytes.row + bytes.page + bytes.head);
    const row = await rawPut(page, bytes.row);
    if (round === 0) continue;
    times.save.push(save);
    times.whole.push(whole);
    times.row.push(row);
  }
  console.log(
    `A save writes about ${bytes.row} bytes of its row, ${bytes.page} of its page, ${bytes.head} of the head. p95: ours ${percentile(times.save, 0.95)} ms, raw ${percentile(times.whole, 0.95)} ms.`,
  );
  const ours = median(times.save);
  bench.figures.add('save at 10,000 entries, against a raw put of all its bytes, ms', ours, {
    reference: median(times.whole),
    limit: LIMIT,
  });
  bench.figures.add('save at 10,000 entries, against a raw put of its row alone, ms', ours, {
    reference: median(times.row),
  });
  await context.close();
});

test('a save on screen at 10,000 entries, from leaving the field to `Saved`', async ({ bench }) => {
  const profile = await bench.copyOf(SIZE);
  await bench.serve(TEST_DIST);
  const before = await bench.launch(profile);
  const bytes = await storedSizes(await openPage(before, bench.origin));
  await before.close();

  await bench.serve(DIST);
  const context = await bench.launch(profile);
  const page = await openPage(context, bench.origin);
  const entries = page.getByRole('region', { name: 'Entries' });
  await entries.getByRole('listitem').first().getByRole('link').click();
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await expect(page.getByRole('status').getByText('Saved', { exact: true })).toBeVisible();
  await prepareRawPuts(page);

  // A keystroke is saved when the writer pauses, or at once when the field is left: by leaving it
  // right after the keystroke we measure the way to `Saved` without the pause.
  const [screen, raw]: [number[], number[]] = [[], []];
  for (let round = 0; round <= KEYSTROKES; round++) {
    await title.focus();
    const saved = page.evaluate(leavingToSaved);
    await page.keyboard.type('x');
    await page.keyboard.press('Tab');
    const time = await saved;
    const put = await rawPut(page, bytes.row + bytes.page + bytes.head);
    // The first keystroke after a rest is saved without any pause: it measures nothing here.
    if (round === 0 || Number.isNaN(time)) continue;
    screen.push(time);
    raw.push(put);
  }
  expect(screen.length, 'keystrokes measured').toBeGreaterThan(KEYSTROKES / 2);
  bench.figures.add(
    'keystroke to `Saved` without the pause at 10,000 entries, ms',
    median(screen),
    {
      reference: median(raw),
      limit: LIMIT,
    },
  );
  await context.close();
});

/** Answers the time from the next `focusout` to `Saved`; NaN when the save was quicker than the leaving. */
function leavingToSaved(): Promise<number> {
  const isSaved = () =>
    [...document.querySelectorAll('[role="status"]')].some((one) => one.textContent === 'Saved');
  return new Promise((resolve) => {
    const leave = () => {
      const left = performance.now();
      if (isSaved()) resolve(Number.NaN);
      const observer = new MutationObserver(() => {
        if (!isSaved()) return;
        observer.disconnect();
        resolve(performance.now() - left);
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    };
    addEventListener('focusout', leave, { capture: true, once: true });
  });
}

/** Saves another entry each time, with a word more; the engine's own page. */
function saveOnce(page: Page, index: number): Promise<number> {
  return page.evaluate(
    async ([query, index]) => {
      const list = await window.engine.list(query);
      const place = (index * 61) % list.total;
      const [row] = await window.engine.rows(list.id, place, place + 1);
      const entry = row && (await window.engine.entry(row.id));
      if (!entry) throw new Error('there is no such entry');
      const start = performance.now();
      await window.engine.save({ ...entry, text: `${entry.text} more` });
      return performance.now() - start;
    },
    [WHOLE_JOURNAL, index] as const,
  );
}

/** How many bytes the records that a save writes have in the store: the row, one page, the head. */
async function storedSizes(page: Page) {
  await placeOfStore(page);
  return page.evaluate(async () => {
    await window.opened;
    const place = await window.storePlace();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = place.open('staff-journal');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const sizesIn = (table: string) =>
      new Promise<number[]>((resolve) => {
        const reading = database.transaction(table).objectStore(table).getAll(null, 200);
        reading.onsuccess = () =>
          resolve(reading.result.map((record: { sealed: Uint8Array }) => record.sealed.length));
      });
    const mean = (sizes: readonly number[]) =>
      Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
    const [head = 0, ...pages] = await sizesIn('pages');
    const rows = await sizesIn('entries');
    database.close();
    return { row: mean(rows), page: mean(pages), head };
  });
}

declare global {
  interface Window {
    rawPut: (bytes: number) => Promise<number>;
  }
}

/** A database of its own in the page, and so in the same store on the disk; puts are strict. */
function prepareRawPuts(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('raw', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('puts', { keyPath: 'id' });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    window.rawPut = (size) => {
      const bytes = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) {
        crypto.getRandomValues(bytes.subarray(at, at + 65_536));
      }
      const record = { id: crypto.randomUUID(), bytes };
      const start = performance.now();
      const writing = database.transaction('puts', 'readwrite', { durability: 'strict' });
      writing.objectStore('puts').put(record);
      return new Promise((resolve, reject) => {
        writing.oncomplete = () => resolve(performance.now() - start);
        writing.onabort = () => reject(writing.error);
      });
    };
  });
}

function rawPut(page: Page, bytes: number): Promise<number> {
  return page.evaluate((bytes) => window.rawPut(bytes), bytes);
}
