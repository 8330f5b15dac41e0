import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '../../renderer/domain/entry.ts';
import { readImport } from '../../renderer/formats/read-import.ts';
import { ROOT, TEST_DIST } from '../../scripts/paths.mjs';
import { importFile, openPage, searchRead, test } from './bench.ts';
import { compareWithReading } from './compare.ts';
import { measureSearch } from './measure-search.ts';
import { questionsFor } from './queries.ts';
import { openSqlite } from './sqlite.ts';

const FILE = path.join(ROOT, '..', 'shared', 'data', 'til.jsonl');

test('a real journal, til.jsonl', async ({ bench }) => {
  test.skip(!existsSync(FILE), 'til.jsonl is not on this machine');
  const entries: Entry[] = [];
  const { found } = await readImport(new Blob([readFileSync(FILE)]), { now: new Date() });
  for await (const one of found) if ('entry' in one) entries.push(one.entry);

  await bench.serve(TEST_DIST);
  const context = await bench.launch(await bench.newProfile());
  const page = await openPage(context, bench.origin);
  const { added, milliseconds } = await importFile(page, FILE);
  bench.figures.add('import of til.jsonl, ms per 1,000', milliseconds / (added / 1000));
  await searchRead(page);

  const questions = questionsFor(entries);
  const sqlite = await openSqlite(context, entries);
  const label = 'in til.jsonl';
  await measureSearch(bench.figures, { page, sqlite: sqlite.page, questions, label });
  await sqlite.page.close();
  await sqlite.close();
  await compareWithReading(page, entries, questions, label);
  await context.close();
});
