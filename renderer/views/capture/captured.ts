import type { Day } from '../../domain/day.ts';
import { type Entry, LIMITS, newEntry } from '../../domain/entry.ts';

/** What the writer put down in quick capture, on its way to the journal. */
export interface Captured {
  /** Made with it and sent along each time, so that sending it twice makes one entry. */
  readonly id: string;
  readonly day: Day;
  readonly words: string;
  readonly competencies: readonly string[];
}

export function capturedNow(words: string, competencies: readonly string[], now: Date): Captured {
  const { id, day } = newEntry(now);
  return { id, day, words, competencies };
}

/** The entry it becomes: the first line is the title, what follows the text. */
export function entryFrom({ id, day, words, competencies }: Captured, now: Date): Entry {
  return newEntry(now, { id, day, competencies, ...titleAndText(words) });
}

export function titleAndText(words: string): { readonly title: string; readonly text: string } {
  const lines = words.trim();
  const end = lines.indexOf('\n');
  const title = (end === -1 ? lines : lines.slice(0, end)).trimEnd();
  // A pasted paragraph can be longer than a title may be; lists show its first words all the same.
  if (title.length > LIMITS.line) return { title: '', text: lines };
  // Blank lines go, but the text may begin with an indented one.
  const text = end === -1 ? '' : lines.slice(end).replace(/^(?:[^\S\n]*\n)+/, '');
  return { title, text };
}
