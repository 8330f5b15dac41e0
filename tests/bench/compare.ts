import { expect, type Page } from '@playwright/test';
import type { Entry } from '../../renderer/domain/entry.ts';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { readPlainly } from './plain-reading.ts';
import type { Question } from './queries.ts';

/**
 * Fails when search finds anything else than a plain reading does.
 * @param patience how long whole sets are compared, in ms; the rest by their totals and months
 */
export async function compareWithReading(
  page: Page,
  entries: Iterable<Entry>,
  questions: readonly Question[],
  when: string,
  patience = Number.POSITIVE_INFINITY,
): Promise<void> {
  const found = readPlainly(entries, questions);
  const wrong: string[] = [];
  const until = performance.now() + patience;
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
