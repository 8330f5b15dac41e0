import type { ImportPreview } from '../../engine/contract.ts';
import { counted, number } from '../counted.ts';
import { failureDetail, failureText } from '../failure-texts.ts';

/** `1,824 new, 0 already in the journal, 3 bad`. */
export function tally(preview: ImportPreview): string {
  const { fresh, known, bad } = preview;
  return `${number(fresh)} new, ${number(known)} already in the journal, ${number(bad)} bad`;
}

/** The button's name: `Import 1,824 entries`. */
export function importName(fresh: number): string {
  return `Import ${counted(fresh, 'entry', 'entries')}`;
}

/** What happened, what exactly was wrong where that is known, and what to do. */
export function problemSentence(error: unknown): string {
  const { title, text } = failureText(error);
  const detail = failureDetail(error);
  return [
    `${title}.`,
    detail && `${detail.replace(/[.]$/, '')}.`,
    'The journal is unchanged.',
    text,
  ]
    .filter(Boolean)
    .join(' ');
}
