import type { Entry } from '../../renderer/domain/entry.ts';
import { wordsOf } from '../../renderer/domain/words.ts';
import type { Question } from './queries.ts';

/** Reads every text for every question, word by word: what search must find, found the plainest way. */
export function readPlainly(
  entries: Iterable<Entry>,
  questions: readonly Question[],
): Map<Question, Entry[]> {
  const found = new Map<Question, Entry[]>(questions.map((question) => [question, []]));
  for (const entry of entries) {
    const texts = textsOf(entry).map(wordsOf);
    for (const question of questions) {
      const everyRun = question.runs.every((run) =>
        texts.some((words) => stands(run, question.prefix, words)),
      );
      if (everyRun) found.get(question)?.push(entry);
    }
  }
  return found;
}

/** What Search looks through, as the issue lists it. */
export function textsOf(entry: Entry): string[] {
  const labels = entry.links.map(({ label }) => label);
  return [entry.title, entry.text, entry.outcome, entry.project, ...entry.people, ...labels];
}

function stands(run: readonly string[], prefix: boolean, words: readonly string[]): boolean {
  const [first = ''] = run;
  if (prefix) return words.some((word) => word.startsWith(first));
  let at = words.indexOf(first);
  while (at >= 0) {
    if (run.every((word, offset) => words[at + offset] === word)) return true;
    at = words.indexOf(first, at + 1);
  }
  return false;
}
