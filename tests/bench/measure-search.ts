import type { Page } from '@playwright/test';
import { WHOLE_JOURNAL } from '../../renderer/engine/contract.ts';
import { type Figures, median, percentile } from './figures.ts';
import type { Question } from './queries.ts';

const ROUNDS = 3;

interface Measuring {
  /** A page with the engine. */
  readonly page: Page;
  /** SQLite's page, with the same texts. */
  readonly sqlite: Page;
  readonly questions: readonly Question[];
  readonly label: string;
  readonly limit?: number | undefined;
}

interface Times {
  readonly ours: number[];
  /** Of that, opening and marking the rows, measured by themselves. */
  readonly rows: number[];
  readonly ranked: number[];
  readonly count: number[];
}

/**
 * Asks both every question in turn, from their pages: ours answers total, months, and 50 rows with
 * marks; SQLite its 50 best by bm25, and the total. A question's time is its median over the
 * rounds, and the first round, in which both warm up, is not counted.
 */
export async function measureSearch(
  figures: Figures,
  { page, sqlite, questions, label, limit }: Measuring,
): Promise<void> {
  const times = new Map<Question, Times>();
  let sameTotals = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const question of questions) {
      const ours = await askOurs(page, question);
      const theirs = await askSqlite(sqlite, question);
      if (round === 0) {
        times.set(question, { ours: [], rows: [], ranked: [], count: [] });
        if (ours.total === theirs.total) sameTotals++;
        continue;
      }
      const known = times.get(question);
      known?.ours.push(ours.whole);
      known?.rows.push(ours.rows);
      known?.ranked.push(theirs.ranked);
      known?.count.push(theirs.ranked + theirs.count);
    }
  }
  const all = [...times.values()];
  const p95 = (values: (times: Times) => number[]) =>
    percentile(
      all.map((one) => median(values(one))),
      0.95,
    );

  const ours = p95(({ ours }) => ours);
  figures.add(`search p95 ${label}, against FTS5’s best 50 and count, ms`, ours, {
    reference: p95(({ count }) => count),
    ...(limit !== undefined && { limit }),
  });
  figures.add(`search p95 ${label}, against FTS5’s best 50 alone, ms`, ours, {
    reference: p95(({ ranked }) => ranked),
  });
  figures.add(
    `search p95 ${label}, the match alone, ms`,
    p95(({ ours, rows }) => ours.map((whole, round) => whole - (rows[round] ?? 0))),
  );
  figures.add(`search p95 ${label}, against one frame, ms`, ours, { reference: 16 });
  const kinds = [...new Set(questions.map(({ kind }) => kind))].map((kind) => {
    const of = [...times].filter(([question]) => question.kind === kind).map(([, one]) => one);
    const worst = (values: (times: Times) => number[]) =>
      percentile(
        of.map((one) => median(values(one))),
        0.95,
      ).toPrecision(3);
    return `${kind} ${worst(({ ours }) => ours)} / ${worst(({ count }) => count)}`;
  });
  console.log(`Search ${label}, p95 of ours / FTS5 in ms: ${kinds.join(', ')}.`);
  console.log(`FTS5 counts as many as we do for ${sameTotals} of ${questions.length} questions.`);
}

function askOurs(page: Page, { search }: Question) {
  return page.evaluate(
    async (query) => {
      const start = performance.now();
      const list = await window.engine.list(query);
      const listed = performance.now();
      await window.engine.rows(list.id, 0, list.rows.length);
      const end = performance.now();
      return { whole: listed - start, rows: end - listed, total: list.total };
    },
    { ...WHOLE_JOURNAL, search },
  );
}

function askSqlite(page: Page, { fts }: Question) {
  return page.evaluate(async (match) => {
    const start = performance.now();
    await window.sqlite('ranked', match);
    const ranked = performance.now();
    const total = await window.sqlite('count', match);
    return { ranked: ranked - start, count: performance.now() - ranked, total };
  }, fts);
}
