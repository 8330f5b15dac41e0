import type { ImportPreview } from '../../engine/contract.ts';
import { failureCode } from '../../engine/failure.ts';
import { counted, number } from '../counted.ts';
import { failureDetail, failureText } from '../failure-texts.ts';
import { sizeText } from '../size-text.ts';

/** `1,824 new, 0 already in the journal, 3 bad`. */
export function tally(preview: ImportPreview): string {
  const { fresh, known, bad } = preview;
  return `${number(fresh)} new, ${number(known)} already in the journal, ${number(bad)} bad`;
}

/** What comes with the new entries, and what does not; null where nothing is attached to them. */
export function filesSentence({ files }: ImportPreview): string | null {
  const { count, bytes, missing } = files;
  const come =
    count > 0 ? `${counted(count, 'attachment', 'attachments')}, ${sizeText(bytes)}.` : '';
  const lack =
    missing > 0
      ? `${counted(missing, 'attachment is', 'attachments are')} not in this file: the entries come without ${missing === 1 ? 'it' : 'them'}.`
      : '';
  return come + lack === '' ? null : `${come} ${lack}`.trim();
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
