import { DIST } from '../../scripts/paths.mjs';
import { type Bench, expect, SIZES, test } from './bench.ts';
import { counted, median } from './figures.ts';
import { watchForFirstList } from './watch-first-list.ts';

/** The ratio to an empty journal that is not to be passed. */
const LIMITS: Readonly<Record<number, number>> = { 10000: 1.15, 100000: 1.5 };
const ROUNDS = 11;

test('first list on screen', async ({ bench }) => {
  const profiles = new Map<number, string>();
  for (const size of [0, ...SIZES]) profiles.set(size, await bench.journal(size));
  await bench.serve(DIST);
  // The first start fills the browser's caches of our code, and tidies up after the import.
  for (const [size, profile] of profiles) await open(bench, profile, size === 0);

  const times = new Map<number, Times[]>([...profiles.keys()].map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [...profiles];
    if (round % 2 === 1) turns.reverse();
    for (const [size, profile] of turns) {
      times.get(size)?.push(await open(bench, profile, size === 0));
    }
  }

  const medianOf = (size: number, way: keyof Times) =>
    median((times.get(size) ?? []).map((one) => one[way]));
  for (const way of ['browser start', 'page load'] as const) {
    for (const size of SIZES) {
      const limit = LIMITS[size];
      const name = `first list at ${counted(size)} entries, ${way}, ms`;
      bench.figures.add(name, medianOf(size, way), {
        reference: medianOf(0, way),
        ...(limit !== undefined && { limit }),
      });
    }
  }
});

/** From the beginning of the navigation, in ms. */
interface Times {
  /** In a browser that has just been started. */
  readonly 'browser start': number;
  /** In the same browser a moment later, when starting it no longer hides what the page does. */
  readonly 'page load': number;
}

/** Starts a browser and answers when the list was there; the browser is gone afterwards. */
async function open(bench: Bench, profile: string, empty: boolean): Promise<Times> {
  const context = await bench.launch(profile);
  await context.addInitScript(watchForFirstList, empty);
  const page = context.pages()[0] ?? (await context.newPage());
  const load = async () => {
    await page.goto(bench.origin, { waitUntil: 'commit' });
    const time = await page.evaluate(() => window.firstList);
    const items = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
    if (empty) await expect(items).toHaveCount(0);
    else await expect(items.first()).toHaveText(/\w/);
    return time;
  };
  const start = await load();
  await page.goto('about:blank');
  await expect.poll(() => page.workers().length, 'the engine has ended').toBe(0);
  const again = await load();
  await context.close();
  return { 'browser start': start, 'page load': again };
}
