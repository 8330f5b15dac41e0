import { diffArrays } from 'diff';
import { placedWords } from './words.ts';

/**
 * What changed from one text to another, for a reader: by words within the lines that changed, and
 * the lines between them as they are. It must never keep the screen waiting, so what is too much to
 * compare by words is compared by lines, and what is too much for that is not compared.
 */

/** A piece of the text that is in both, only in the older one, or only in the newer one. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Whole lines, with the break at their end. */
export type Stretch =
  | { readonly kind: 'same'; readonly text: string; readonly lines: number }
  | { readonly kind: 'changed'; readonly pieces: readonly Piece[] };

export interface TextChanges {
  readonly stretches: readonly Stretch[];
  /** How closely they were compared; `whole`: all between the first change and the last counts as one. */
  readonly by: 'words' | 'lines' | 'whole';
}

/**
 * What comparing may cost, so that it takes no longer than a few frames. The effort grows with the
 * square of the differences, which is what `differences` and `effort` are about.
 */
const LINES = { most: 50_000, differences: 350 } as const;
const WORDS = { characters: 20_000, effort: 350 ** 2 } as const;

/**
 * With fewer letters in common than this share of the longer passage, and than this of the shorter
 * one, two passages are easier to read one after the other.
 */
const ALIKE = { longer: 0.3, shorter: 0.7 } as const;
/** Unchanged words between two changes read as changed with them when those are so many times longer. */
const SWALLOWED = 4;

/**
 * Compares two texts whose line breaks are `\n`. A break is added to the end of both, so that a last
 * line is the same line when another one follows it.
 */
export function textChanges(older: string, newer: string): TextChanges {
  const [before, after] = [ended(older), ended(newer)];
  const start = linesInCommon(before, after);
  const end = lastLinesInCommon(before, after, start);
  const between = middle(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  );
  return {
    stretches: joined([
      ...unchanged(before.slice(0, start)),
      ...between.stretches,
      ...unchanged(before.slice(before.length - end)),
    ]),
    by: between.by,
  };
}

/** What changed within a passage, word by word, or as a whole where that reads better. */
export function wordChanges(before: string, after: string): readonly Piece[] {
  return createWordComparison()(before, after) ?? replaced(before, after);
}

function ended(text: string): string {
  return text === '' ? text : `${text}\n`;
}

/** How many characters of whole lines both begin with. */
function linesInCommon(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length && at === b.length) return at;
  return a.slice(0, at).lastIndexOf('\n') + 1;
}

/** How many characters of whole lines both end with, beyond the first `start` of each. */
function lastLinesInCommon(a: string, b: string, start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (
    count < most &&
    a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)
  ) {
    count++;
  }
  // The line in which they part is not in common, only those after it.
  const end = a.indexOf('\n', a.length - count);
  return count === 0 || end === -1 ? 0 : a.length - end - 1;
}

function middle(before: string, after: string): TextChanges {
  if (before === '' || after === '') {
    const pieces = replaced(before, after);
    return { stretches: pieces.length === 0 ? [] : [{ kind: 'changed', pieces }], by: 'words' };
  }
  const [a, b] = [linesOf(before), linesOf(after)];
  const compared = a && b && diffArrays(a, b, { maxEditLength: LINES.differences });
  if (!compared) {
    return { stretches: [{ kind: 'changed', pieces: replaced(before, after) }], by: 'whole' };
  }

  const stretches: Stretch[] = [];
  let by: TextChanges['by'] = 'words';
  const compareWords = createWordComparison();
  let removed = '';
  let added = '';
  const finish = () => {
    if (removed === '' && added === '') return;
    let pieces = replaced(removed, added);
    if (pieces.length === 2) {
      const close = compareWords(removed, added);
      if (close === null) by = 'lines';
      else pieces = close;
    }
    stretches.push({ kind: 'changed', pieces });
    removed = '';
    added = '';
  };
  for (const part of compared) {
    const text = part.value.join('');
    if (part.removed) removed += text;
    else if (part.added) added += text;
    else {
      finish();
      stretches.push({ kind: 'same', text, lines: part.value.length });
    }
  }
  finish();
  return { stretches, by };
}

/** The lines of a text, each with its break; null when there are too many to compare. */
function linesOf(text: string): string[] | null {
  const lines: string[] = [];
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf('\n', at) + 1 || text.length;
    lines.push(text.slice(at, next));
    if (lines.length > LINES.most) return null;
    at = next;
  }
  return lines;
}

function unchanged(text: string): Stretch[] {
  if (text === '') return [];
  let breaks = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks++;
  return [{ kind: 'same', text, lines: breaks }];
}

/** One unchanged stretch where there were two beside each other. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last?.kind === 'same' && stretch.kind === 'same') {
      const text = last.text + stretch.text;
      all[all.length - 1] = { kind: 'same', text, lines: last.lines + stretch.lines };
    } else all.push(stretch);
  }
  return all;
}

function replaced(before: string, after: string): Piece[] {
  const pieces: Piece[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return pieces.filter(({ text }) => text !== '');
}

/** Compares passages until that has cost all it may; the answer is null for what was too much. */
function createWordComparison() {
  let characters: number = WORDS.characters;
  let effort: number = WORDS.effort;
  return (before: string, after: string): Piece[] | null => {
    characters -= before.length + after.length;
    if (characters < 0) return null;
    const differences = Math.floor(Math.sqrt(effort));
    const compared = diffArrays(tokensOf(before), tokensOf(after), { maxEditLength: differences });
    if (compared === undefined) {
      effort = 0;
      return null;
    }
    const changed = compared.filter(({ added, removed }) => added || removed);
    effort -= changed.reduce((sum, { count }) => sum + count, 0) ** 2;
    const pieces = compared.map(({ value, added, removed }): Piece => {
      return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') };
    });
    return areAlike(pieces, before, after) ? tidied(pieces) : replaced(before, after);
  };
}

/** Words, line breaks, other space, and every other sign by itself. */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let at = 0;
  const takeBetween = (end: number) => {
    if (end > at) tokens.push(...(text.slice(at, end).match(BETWEEN) ?? []));
  };
  for (const { start, end } of placedWords(text)) {
    takeBetween(start);
    tokens.push(text.slice(start, end));
    at = end;
  }
  takeBetween(text.length);
  return tokens;
}

// An emoji may be several characters, and shows as something else when they come apart.
const BETWEEN = /\n|[^\S\n]+|\p{RGI_Emoji}|[\s\S]/gv;
const LETTERS = /[\p{L}\p{N}]/gu;

function letters(text: string): number {
  return text.match(LETTERS)?.length ?? 0;
}

function areAlike(pieces: readonly Piece[], before: string, after: string): boolean {
  const common = pieces
    .filter(({ kind }) => kind === 'same')
    .reduce((sum, { text }) => sum + letters(text), 0);
  const [shorter, longer] = [letters(before), letters(after)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return common >= ALIKE.longer * longer || common >= ALIKE.shorter * shorter;
}

/** Changes beside each other, and what is unchanged after them. */
interface Run {
  removed: string;
  added: string;
  same: string;
}

/**
 * Of each run of changes what was removed first, and then what was added. What is little between two
 * changes changes along: `a-b` for `c-d` is one change to a reader, and not two.
 */
function tidied(pieces: readonly Piece[]): Piece[] {
  const runs: Run[] = [];
  let run: Run = { removed: '', added: '', same: '' };
  for (const { kind, text } of pieces) {
    if (kind !== 'same' && run.same !== '') {
      runs.push(run);
      run = { removed: '', added: '', same: '' };
    }
    run[kind] += text;
  }
  runs.push(run);

  const tidy: Run[] = [];
  for (const next of runs) {
    const last = tidy.at(-1);
    if (last !== undefined && isSwallowed(last, next)) {
      last.removed += last.same + next.removed;
      last.added += last.same + next.added;
      last.same = next.same;
    } else tidy.push(next);
  }
  return tidy.flatMap(({ removed, added, same }) => [
    ...replaced(removed, added),
    ...(same === '' ? [] : [{ kind: 'same' as const, text: same }]),
  ]);
}

/** Whether what is unchanged between two runs is too little to be read by itself. */
function isSwallowed(last: Run, next: Run): boolean {
  const size = ({ removed, added }: Run) => Math.max(removed.length, added.length);
  if (size(last) === 0 || last.same.includes('\n')) return false;
  const count = letters(last.same);
  return count === 0 || count * SWALLOWED <= Math.min(size(last), size(next));
}
