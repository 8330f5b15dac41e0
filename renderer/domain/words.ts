/**
 * What search takes a word to be, and nothing else: everything that must agree on words (the
 * index, the query, the marks, the brute-force reading in the tests) comes here.
 *
 * A word is a run of letters, marks and digits, folded: lower case, without accents. Scripts
 * written without spaces (Han, kana, Thai, Lao, Khmer, Burmese) give one word a character, so that
 * any part of a sentence is found as a phrase.
 */

export interface Word {
  readonly word: string;
  /** Where it stands in the unfolded text, in UTF-16 units, end exclusive. */
  readonly start: number;
  readonly end: number;
}

const RUN =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]\p{M}*|(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{N}]\p{M}*)+/gu;

/** Letters that Unicode does not take apart but that people type without their stroke. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

const ASCII = /^[\x20-\x7e\n\r\t]*$/;

/** Lower case, without accents: `Café` and `cafe` fold to the same. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll(/[øđðłħıßæœþ]/g, (letter) => UNDECOMPOSED[letter] ?? letter);
}

/** The words of a text in order, with their places. */
export function* placedWords(text: string): Generator<Word> {
  for (const match of text.matchAll(RUN)) {
    const word = fold(match[0]);
    if (word !== '') yield { word, start: match.index, end: match.index + match[0].length };
  }
}

/** The words of a text in order. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const match of text.match(RUN) ?? []) {
    const word = fold(match);
    if (word !== '') words.push(word);
  }
  return words;
}
