import { createRandom, type Random } from './random.ts';

/**
 * A vocabulary that grows with what is written, as in a real journal: rank r is drawn with
 * probability ~ 1 / (r + 5)^1.5, which gives 1,000, 10,000 and 100,000 entries of 132 words about
 * 6,600, 24,000 and 60,000 different words.
 */
const WORDS = 70_000;
const SHIFT = 5;
const POWER = 1.5;

const ONSETS = [
  ...'bcdfghjklmnprstvwz',
  ...['br', 'ch', 'cl', 'dr', 'fl', 'gr', 'pl', 'pr', 'qu', 'sh', 'sk', 'st', 'th', 'tr'],
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'io', 'ou'];
const ENDINGS = ['', '', '', 'd', 'l', 'm', 'n', 'ng', 'r', 's', 't', 'ty'];
const ACCENTS: Readonly<Record<string, string>> = { a: 'à', e: 'é', i: 'ï', o: 'ö', u: 'ü' };

export interface Vocabulary {
  draw(random: Random): string;
}

export function createVocabulary(): Vocabulary {
  const words = spell();
  const upTo = new Float64Array(WORDS);
  let sum = 0;
  for (let rank = 0; rank < WORDS; rank++) {
    sum += (rank + 1 + SHIFT) ** -POWER;
    upTo[rank] = sum;
  }
  return {
    draw(random) {
      const wanted = random.next() * sum;
      let [low, high] = [0, WORDS - 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((upTo[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      return words[low] ?? '';
    },
  };
}

/** Different words by rank, the frequent ones short; one in sixty has an accent. */
function spell(): string[] {
  const random = createRandom(1);
  const words = new Set<string>();
  while (words.size < WORDS) {
    const syllables = 1 + random.below(words.size < 200 ? 2 : 3);
    let word = '';
    for (let count = 0; count < syllables; count++) {
      word += `${random.pick(ONSETS)}${random.pick(VOWELS)}`;
    }
    word += random.pick(ENDINGS);
    if (random.chance(1 / 60)) word = word.replace(/[aeiou]/, (vowel) => ACCENTS[vowel] ?? vowel);
    words.add(word);
  }
  return [...words];
}
