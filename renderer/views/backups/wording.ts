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

/** Such as `Staff Journal 2026-11-24 21-14-05.staffjournal`, in the writer's own time, as the shell names them. */
export function backupName(made: Date): string {
  const numbers = (...parts: number[]) =>
    parts.map((part) => String(part).padStart(2, '0')).join('-');
  const day = numbers(made.getFullYear(), made.getMonth() + 1, made.getDate());
  const clock = numbers(made.getHours(), made.getMinutes(), made.getSeconds());
  return `Staff Journal ${day} ${clock}.staffjournal`;
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
