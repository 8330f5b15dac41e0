import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Run } from '../../renderer/domain/query.ts';
import { wordsOf } from '../../renderer/domain/words.ts';
import { createWordIndex } from '../../renderer/engine/word-index.ts';

/** What search should find, by the slowest and plainest reading there is. */
function reads(texts: readonly string[], run: Run): boolean {
  return texts.some((text) => {
    const words = wordsOf(text);
    return words.some((_, at) =>
      run.words.every((wanted, index) => {
        const word = words[at + index] ?? '';
        const prefix = run.prefix && index === run.words.length - 1;
        return prefix ? word.startsWith(wanted) : word === wanted;
      }),
    );
  });
}

// Few and similar words, so that prefixes, phrases and repetitions really meet.
const word = fc.constantFrom(
  'pg',
  'pg_dump',
  'dump',
  'dumps',
  'a',
  'ab',
  'abc',
  'Café',
  'cafe',
  '漢字',
  'x',
);
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
const texts = fc.array(text, { minLength: 1, maxLength: 3 });
const run = fc.record({
  words: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => wordsOf(words.join(' '))),
  prefix: fc.boolean(),
});
const edit = fc.record({ slot: fc.nat({ max: 9 }), texts: fc.option(texts) });

test('finds what a brute-force reading finds, after any edits', () => {
  const model = fc.property(
    fc.array(edit, { maxLength: 40 }),
    fc.array(run, { minLength: 1, maxLength: 3 }),
    (edits, runs) => {
      const index = createWordIndex();
      const documents = new Map<number, { document: number; texts: readonly string[] }>();
      for (const { slot, texts } of edits) {
        const before = documents.get(slot);
        if (before !== undefined) index.drop(before.document);
        documents.delete(slot);
        if (texts !== null) documents.set(slot, { document: index.add(texts), texts });
      }
      const matches = index.matching(runs);
      for (const { document, texts } of documents.values()) {
        expect(matches(document)).toBe(runs.every((run) => reads(texts, run)));
      }
    },
  );
  fc.assert(model, { numRuns: 500 });
});

test('forgets dropped documents without losing the living', () => {
  const index = createWordIndex();
  const kept = index.add(['alpha beta', 'gamma']);
  for (let edit = 0; edit < 1_500; edit++) index.drop(index.add([`delta ${edit}`]));
  const last = index.add(['beta gamma']);
  const moved = index.pack();
  expect(moved).not.toBeNull();
  const phrase = index.matching([{ words: ['alpha', 'beta'], prefix: false }]);
  expect(phrase(moved?.(kept) ?? -1)).toBe(true);
  expect(phrase(moved?.(last) ?? -1)).toBe(false);
  const across = index.matching([{ words: ['beta', 'gamma'], prefix: false }]);
  expect(across(moved?.(kept) ?? -1), 'a phrase does not run from one text into the next').toBe(
    false,
  );
  expect(across(moved?.(last) ?? -1)).toBe(true);
  expect(index.pack(), 'there is nothing left to forget').toBeNull();
});
