import type { MadeBackup } from '../../engine/contract.ts';
import { counted } from '../counted.ts';
import { failureText } from '../failure-texts.ts';

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** `24 Nov 2026, 21:14`. */
export function whenMade(iso: string): string {
  return time.format(new Date(iso));
}

export function entries(count: number): string {
  return counted(count, 'entry', 'entries');
}

export function madeSentence({ entries: count, unreadable, unreadableFiles }: MadeBackup): string {
  const sentences = [`Backed up and verified: ${entries(count)}.`];
  if (unreadable > 0) {
    sentences.push(
      `${counted(unreadable, 'more could not be read and is', 'more could not be read and are')} not in it.`,
    );
  }
  if (unreadableFiles > 0) {
    sentences.push(
      `${counted(unreadableFiles, 'attached file', 'attached files')} could not be read whole.`,
    );
  }
  return sentences.join(' ');
}

export function problemSentence(error: unknown): string {
  const { title, text } = failureText(error);
  return `${title}. ${text}`;
}
