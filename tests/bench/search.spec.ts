import type { Page } from '@playwright/test';
import type { Entry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { TEST_DIST } from '../../scripts/paths.mjs';
import { expect, openPage, SIZES, searchRead, test } from './bench.ts';
import { counted } from './figures.ts';
import { generateEntry, generateJournal, generateText } from './journal.ts';
import { measureSearch } from './measure-search.ts';
import { readPlainly } from './plain-reading.ts';
import { type Question, questionsFor } from './queries.ts';
import { createRandom } from './random.ts';
import { openSqlite } from './sqlite.ts';

/** The ratio to SQLite that is not to be passed. */
const LIMITS: Readonly<Record<number, number>> = { 100000: 1 };
/** Up to this size the journal is edited and whole sets are compared for every question. */
const EDITED = 10_000;
const EDITS = 1_000;
/** How long sets are compared at larger sizes; totals and months are compared for every question. */
const COMPARE_FOR = 60_000;

for (const size of SIZES) {
  test(`search at ${counted(size)} entries`, async ({ bench }) => {
    const entries = new Map([...generateJournal(size)].map((entry) => [entry.id, entry]));
    const questions = questionsFor([...entries.values()]);
    await bench.serve(TEST_DIST);
    const context = await bench.launch(await bench.copyOf(size));
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

    await compare(page, entries.values(), questions, 'as imported');
    if (size <= EDITED) {
      await edit(page, entries);
      await compare(page, entries.values(), questions, `after ${EDITS} edits`);
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

/** Fails when search finds anything else than a plain reading does. */
async function compare(
  page: Page,
  entries: Iterable<Entry>,
  questions: readonly Question[],
  when: string,
): Promise<void> {
  const found = readPlainly(entries, questions);
  const wrong: string[] = [];
  const until = performance.now() + COMPARE_FOR;
  let whole = 0;
  // The smallest sets first: more of them fit into the time there is.
  for (const [question, right] of [...found].sort(([, a], [, b]) => a.length - b.length)) {
    const all = performance.now() < until;
    const list = await page.evaluate(
      async ([query, all]) => {
        const { id, total, groups, rows } = await window.engine.list(query);
        const ids = rows.map((row) => row.id);
        while (all && ids.length < total) {
          const more = await window.engine.rows(id, ids.length, ids.length + 1_000);
          if (more.length === 0) break;
          ids.push(...more.map((row) => row.id));
        }
        return { total, groups, ids };
      },
      [{ ...WHOLE_JOURNAL, search: question.search }, all] as const,
    );
    const expected = right.map(({ id }) => id).sort();
    const sameIds = !all || list.ids.sort().join() === expected.join();
    const sameMonths = JSON.stringify(list.groups) === JSON.stringify(monthsOf(right));
    if (list.total !== right.length || !sameIds || !sameMonths) wrong.push(question.search);
    if (all) whole++;
  }
  console.log(
    `Search ${when}: ${questions.length - wrong.length} of ${questions.length} questions find what a plain reading finds (${whole} compared entry by entry, all by total and month).`,
  );
  expect.soft(wrong, `questions answered wrongly ${when}`).toEqual([]);
}

/** How many of them each month has, as a list says it. */
function monthsOf(entries: readonly Entry[]) {
  const counts = new Map<string, number>();
  for (const { day, pinned } of entries) {
    const key = pinned ? 'pinned' : day.slice(0, 7);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const groups = [...counts].map(([key, count]) => ({ key, count }));
  return groups.sort((a, b) => (a.key < b.key ? 1 : -1));
}
