import { wordsOf } from '../domain/words.ts';
import type { Command } from './commands.ts';

/** The commands whose name has a word beginning with each word typed, in the order of the list. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const sought = wordsOf(typed);
  return commands.filter(({ name }) => {
    const words = wordsOf(name);
    return sought.every((part) => words.some((word) => word.startsWith(part)));
  });
}
