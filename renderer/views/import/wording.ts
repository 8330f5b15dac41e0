import type { ImportPreview } from '../../engine/contract.ts';
import { failureCode } from '../../engine/failure.ts';
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

/** What happened, that the journal is as it was, and what to do. */
export function problemSentence(error: unknown): string {
  const { title, text } = failureText(error);
  const detail = failureDetail(error);
  const code = failureCode(error);
  // The reader of files has seen the file, and says more about it than the table of failures can.
  const told = detail !== null && (code === 'unknown-format' || code === 'newer-version');
  return `${told ? detail : `${title}. ${text}`} The journal is unchanged.`;
}
