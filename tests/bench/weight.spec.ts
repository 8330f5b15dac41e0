import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { DIST } from '../../scripts/paths.mjs';
import { type Bench, expect, openPage, test } from './bench.ts';
import { generateJournal } from './journal.ts';
import { watchForFirstList } from './watch-first-list.ts';

const SIZE = 10_000;
/** What may load before the first list, gzipped, in kB. */
const KILOBYTES = 150;

test('weight of what loads before the first list', async ({ bench }) => {
  await bench.serve(DIST);
  const context = await bench.launch(await bench.newProfile());
  const asked = new Set<string>();
  const hear = (request: { url(): string }) => asked.add(new URL(request.url()).pathname);
  context.on('request', hear);
  await context.addInitScript(watchForFirstList, true);
  const page = await openPage(context, bench.origin);
  await page.evaluate(() => window.firstList);
  context.off('request', hear);
  await context.close();

  const { served }: { served: Record<string, { file: string }> } = JSON.parse(
    readFileSync(path.join(DIST, 'page.json'), 'utf8'),
  );
  const sizes = [...asked].flatMap((url) => {
    const file = served[url]?.file;
    if (file === undefined) return [];
    const bytes = readFileSync(path.join(DIST, file));
    return [{ url, kilobytes: gzipSync(bytes, { level: 9 }).length / 1000 }];
  });
  for (const { url, kilobytes } of sizes)
    console.log(`${kilobytes.toFixed(1).padStart(7)} kB  ${url}`);
  const sum = sizes.reduce((all, { kilobytes }) => all + kilobytes, 0);
  expect(
    sizes.some(({ url }) => url.includes('worker')),
    'the engine is counted',
  ).toBe(true);
  bench.figures.add('gzip size of what loads before the first list, kB', sum, {
    reference: KILOBYTES,
    limit: 1,
  });
});

test('memory of page and engine', async ({ bench }) => {
  const empty = await memoryOf(bench, 0);
  const full = await memoryOf(bench, SIZE);
  for (const part of ['page', 'engine'] as const) {
    bench.figures.add(`memory of the ${part} at 10,000 entries, MB`, full[part], {
      reference: empty[part],
    });
  }
});

/** In MB, after a collection of garbage, with the list on screen and all read by search. */
async function memoryOf(bench: Bench, size: number) {
  const profile = await bench.journal(size);
  await bench.serve(DIST);
  const context = await bench.launch(profile);
  const page = await openPage(context, bench.origin);
  if (size > 0) await waitUntilRead(page, size);
  const memory = await page.evaluate(async () => {
    if (!('measureUserAgentSpecificMemory' in performance)) throw new Error('not isolated');
    const measure = performance.measureUserAgentSpecificMemory as () => Promise<Measurement>;
    return (await measure.call(performance)).breakdown;
  });
  await context.close();
  const megabytes = (isOurs: (scope: string) => boolean) =>
    memory
      .filter(({ attribution }) => attribution.some(({ scope }) => isOurs(scope)))
      .reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  return {
    page: megabytes((scope) => scope === 'Window'),
    engine: megabytes((scope) => scope === 'DedicatedWorkerGlobalScope'),
  };
}

/** Search reads the oldest entry last; once it is found, all is read. */
async function waitUntilRead(page: Page, size: number): Promise<void> {
  const [oldest] = generateJournal(size);
  if (oldest === undefined) throw new Error('the journal is empty');
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill(`"${oldest.title}"`);
  const items = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
  await expect(items).toHaveCount(1, { timeout: 60_000 });
  await search.fill('');
  await expect(items.nth(5)).toBeVisible();
}

interface Measurement {
  readonly breakdown: readonly {
    readonly bytes: number;
    readonly attribution: readonly { readonly scope: string }[];
  }[];
}
