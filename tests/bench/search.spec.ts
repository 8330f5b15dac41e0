import type { Page } from '@playwright/test';
import type { Entry } from '../../renderer/domain/entry.ts';
import { TEST_DIST } from '../../scripts/paths.mjs';
import { openPage, SIZES, searchRead, test } from './bench.ts';
import { compareWithReading } from './compare.ts';
import { counted } from './figures.ts';
import { generateEntry, generateJournal, generateText } from './journal.ts';
import { measureSearch } from './measure-search.ts';
import { questionsFor } from './queries.ts';
import { createRandom } from './random.ts';
import { openSqlite } from './sqlite.ts';

/** The ratio to SQLite that is not to be passed. */
const LIMITS: Readonly<Record<number, number>> = { 100000: 1 };
/** Up to this size the journal is edited, and every question's whole set is compared. */
const EDITED = 10_000;
const EDITS = 1_000;
/** How long whole sets are compared at larger sizes, in ms. */
const PATIENCE = 60_000;

for (const size of SIZES) {
  test(`search at ${counted(size)} entries`, async ({ bench }) => {
    const entries = new Map([...generateJournal(size)].map((entry) => [entry.id, entry]));
    const questions = questionsFor([...entries.values()]);
    const profile = size <= EDITED ? await bench.copyOf(size) : await bench.journal(size);
    await bench.serve(TEST_DIST);
    const context = await bench.launch(profile);
    const started = performance.now();
    const page = await openPage(context, bench.origin);
    await searchRead(page);
    bench.figures.add(
      `search has read ${counted(size)} entries, ms from the start`,
      performance.now() - started,
    );

    const sqlite = await openSqlite(context, entries.values());
    const limit = LIMITS[size];
    const label = `at ${counted(size)} entries`;
    await measureSearch(bench.figures, { page, sqlite: sqlite.page, questions, label, limit });
    await sqlite.page.close();
    await sqlite.close();

    if (size > EDITED) {
      await compareWithReading(page, entries.values(), questions, label, PATIENCE);
    } else {
      await compareWithReading(page, entries.values(), questions, label);
      await edit(page, entries);
      await compareWithReading(
        page,
        entries.values(),
        questions,
        `${label}, after ${counted(EDITS)} edits`,
      );
    }
    await context.close();
  });
}

/** Random edits, one in ten of them a new entry, through the page and in `entries`. */
async function edit(page: Page, entries: Map<string, Entry>): Promise<void> {
  const random = createRandom(7);
  const all = [...entries.values()];
  const [projects, people] = [['Atlas'], ['Ana', 'Sam']];
  const edited = Array.from({ length: EDITS }, () => {
    const old = random.pick(all);
    const fresh = generateEntry(random, { day: '2026-11-23', projects, people });
    if (old === undefined || random.chance(0.1)) return fresh;
    const { title, outcome, links } = fresh;
    return {
      ...old,
      text: generateText(random),
      ...(random.chance(0.5) && { title, outcome, links }),
    };
  });
  for (const entry of edited) entries.set(entry.id, entry);
  await page.evaluate(async (edited) => {
    for (const entry of edited) await window.engine.save(entry);
  }, edited);
}
