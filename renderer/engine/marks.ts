import { type Run, standsAt } from '../domain/query.ts';
import { placedWords, type Word } from '../domain/words.ts';
import type { Mark, MarkedText } from './contract.ts';

/** Where the runs stand in a text, in order, without overlaps. */
export function marksIn(text: string, runs: readonly Run[]): Mark[] {
  const places = [...placedWords(text)];
  const words = places.map(({ word }) => word);
  const marks: Mark[] = [];
  for (const run of runs) {
    for (let at = 0; at + run.words.length <= words.length; at++) {
      const [first, last] = [places[at], places[at + run.words.length - 1]];
      if (first === undefined || last === undefined || !standsAt(run, words, at)) continue;
      marks.push([first.start, endOf(last, run)]);
    }
  }
  return merge(marks);
}

/** The first place where a run ends. Texts are long and a hit is often early, so it reads no further. */
function firstMark(text: string, runs: readonly Run[]): Mark | null {
  const places: Word[] = [];
  const words: string[] = [];
  for (const place of placedWords(text)) {
    places.push(place);
    words.push(place.word);
    for (const run of runs) {
      const at = words.length - run.words.length;
      const first = places[at];
      if (first !== undefined && standsAt(run, words, at)) return [first.start, endOf(place, run)];
    }
  }
  return null;
}

/**
 * A prefix marks only what was typed of the last word; when folding changed lengths (ß, accents
 * written apart) the whole word is marked rather than a wrong half.
 */
function endOf(last: Word, run: Run): number {
  const typed = run.words.at(-1)?.length ?? 0;
  const sameLength = last.end - last.start === last.word.length;
  return run.prefix && sameLength ? last.start + typed : last.end;
}

function merge(marks: Mark[]): Mark[] {
  const merged: Mark[] = [];
  for (const [start, end] of marks.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const before = merged.at(-1);
    if (before === undefined || start >= before[1]) merged.push([start, end]);
    else if (end > before[1]) merged[merged.length - 1] = [before[0], end];
  }
  return merged;
}

const BEFORE = 24;
const AFTER = 120;

/** The first place in these texts that was sought, as one line with marks; null when there is none. */
export function snippetOf(texts: readonly string[], runs: readonly Run[]): MarkedText | null {
  for (const text of texts) {
    const first = firstMark(text, runs);
    if (first === null) continue;
    const start = wordStart(text, Math.max(0, first[0] - BEFORE), first[0]);
    const end = Math.min(text.length, first[1] + AFTER);
    const line = text.slice(start, end).replaceAll(/\s/g, ' ').toWellFormed();
    const shown = `${start > 0 ? '…' : ''}${line}${end < text.length ? '…' : ''}`;
    return { text: shown, marks: marksIn(shown, runs) };
  }
  return null;
}

function wordStart(text: string, from: number, limit: number): number {
  if (from === 0) return 0;
  const space = text.indexOf(' ', from);
  return space === -1 || space >= limit ? from : space + 1;
}
