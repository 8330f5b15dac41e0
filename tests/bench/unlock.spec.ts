import { DIST, TEST_DIST } from '../../scripts/paths.mjs';
import { type Bench, expect, openPage, SIZES, test } from './bench.ts';
import { counted, median } from './figures.ts';
import { watchForFirstList } from './watch-first-list.ts';

/** The ratio to an empty journal that is not to be passed. */
const LIMITS: Readonly<Record<number, number>> = { 10000: 1.15, 100000: 1.5 };
const ROUNDS = 11;
/** More than a window shows: what a larger journal takes longer than that is growth, and not drawing rows. */
const A_SCREENFUL = 50;

/** What a recovery key makes is had at once, so that a passphrase's key derivation is not in the figure. */
test('unlock to first list', async ({ bench }) => {
  const journals = new Map<number, Locked>();
  for (const size of [0, A_SCREENFUL, ...SIZES]) journals.set(size, await lock(bench, size));
  await bench.serve(DIST);
  for (const [size, locked] of journals) await unlock(bench, locked, size === 0);

  const times = new Map<number, number[]>([...journals.keys()].map((size) => [size, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [...journals];
    if (round % 2 === 1) turns.reverse();
    for (const [size, locked] of turns) {
      times.get(size)?.push(await unlock(bench, locked, size === 0));
    }
  }
  const medianOf = (size: number) => median(times.get(size) ?? []);
  for (const [beside, reference] of [
    ['an empty one', medianOf(0)],
    ['a screenful', medianOf(A_SCREENFUL)],
  ] as const) {
    for (const size of SIZES) {
      const limit = LIMITS[size];
      const name = `unlock to first list at ${counted(size)} entries, beside ${beside}, ms`;
      bench.figures.add(name, medianOf(size), {
        reference,
        ...(limit !== undefined && { limit }),
      });
    }
  }
});

interface Locked {
  readonly profile: string;
  readonly recoveryKey: string;
}

/** A copy of a generated journal that a passphrase and a recovery key hold. */
async function lock(bench: Bench, size: number): Promise<Locked> {
  const profile = await bench.copyOf(size);
  await bench.serve(TEST_DIST);
  const context = await bench.launch(profile);
  const page = await openPage(context, bench.origin);
  const recoveryKey = await page.evaluate(async () => {
    await window.opened;
    const passphrase = 'a passphrase of the bench';
    await window.engine.protectWith(passphrase, null);
    const key = await window.engine.newRecoveryKey({ by: 'passphrase', passphrase });
    await window.engine.confirmRecoveryKey(key);
    return key;
  });
  await context.close();
  return { profile, recoveryKey };
}

/** How long it took from pressing Enter to the list, in ms. */
async function unlock(
  bench: Bench,
  { profile, recoveryKey }: Locked,
  empty: boolean,
): Promise<number> {
  const context = await bench.launch(profile);
  await context.addInitScript(watchForFirstList, empty);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(bench.origin);
  await page.getByRole('button', { name: 'Use the recovery key instead' }).click();
  const field = page.getByRole('textbox', { name: 'Recovery key' });
  await field.fill(recoveryKey);
  // All that the app reads by itself while it waits has been read.
  await page.waitForTimeout(300);
  await field.evaluate((field) => {
    field.addEventListener('keydown', () => performance.mark('pressed'));
  });
  await field.press('Enter');
  const took = await page.evaluate(async () => {
    const there = await window.firstList;
    return there - (performance.getEntriesByName('pressed')[0]?.startTime ?? Number.NaN);
  });
  expect(took).toBeGreaterThan(0);
  await context.close();
  return took;
}
