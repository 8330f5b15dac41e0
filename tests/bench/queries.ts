import type { Entry } from '../../renderer/domain/entry.ts';
import { wordsOf } from '../../renderer/domain/words.ts';
import { createRandom, type Random } from './random.ts';

/** One question, in our words, in SQLite's, and taken apart for a plain reading. */
export interface Question {
  readonly kind: 'word' | 'two words' | 'prefix' | 'phrase';
  /** Typed into Search. A bare word is the beginning of a word, so whole words stand in quotes. */
  readonly search: string;
  /** For `MATCH`. */
  readonly fts: string;
  /** Words that stand side by side; with `prefix`, the one word is the beginning of a word. */
  readonly runs: readonly (readonly string[])[];
  readonly prefix: boolean;
}

const EACH = 50;
const KINDS = ['word', 'two words', 'prefix', 'phrase'] as const;

/** 200 questions, 50 of each kind, from what these entries say. */
export function questionsFor(entries: readonly Entry[]): Question[] {
  const random = createRandom(4);
  return KINDS.flatMap((kind) => {
    const questions = new Map<string, Question>();
    while (questions.size < EACH) {
      const question = ask(kind, random, () => wordsOf(random.pick(entries)?.text ?? ''));
      if (question !== null) questions.set(question.search, question);
    }
    return [...questions.values()];
  });
}

function ask(kind: Question['kind'], random: Random, body: () => string[]): Question | null {
  const words = body();
  switch (kind) {
    case 'word': {
      const word = wordFrom(words, random);
      return word === null ? null : wholeWords(kind, [[word]]);
    }
    case 'two words': {
      const [one, other] = [wordFrom(words, random), wordFrom(words, random)];
      return one === null || other === null || one === other
        ? null
        : wholeWords(kind, [[one], [other]]);
    }
    case 'prefix': {
      const length = 2 + random.below(4);
      const word = wordFrom(words, random);
      if (word === null || word.length < length) return null;
      const start = word.slice(0, length);
      return { kind, search: start, fts: `"${start}"*`, runs: [[start]], prefix: true };
    }
    case 'phrase': {
      const length = 2 + random.below(2);
      if (words.length < length) return null;
      const at = random.below(words.length - length + 1);
      return wholeWords(kind, [words.slice(at, at + length)]);
    }
  }
}

/** As frequent as it is in texts, every second time; otherwise the longest of some, which is rarer. */
function wordFrom(words: readonly string[], random: Random): string | null {
  const drawn = Array.from({ length: random.chance(0.5) ? 1 : 4 }, () => random.pick(words) ?? '');
  const word = drawn.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  return word.length < 2 ? null : word;
}

function wholeWords(kind: Question['kind'], runs: readonly (readonly string[])[]): Question {
  const quoted = runs.map((words) => `"${words.join(' ')}"`).join(' ');
  return { kind, search: quoted, fts: quoted, runs, prefix: false };
}
