import { failureCode } from '../../../engine/failure.ts';
import { failureText } from '../../failure-texts.ts';

export const TOO_MANY = 'An entry takes 200 attachments at the most. This file was not attached.';
export const A_FOLDER = 'A folder cannot be attached. Attach the files in it, or a zip of it.';

/** Why a file was not attached. */
export function problemOf(error: unknown): string {
  if (failureCode(error) === 'too-large') {
    return 'It is larger than 100 MB, the most that one file may be. It was not attached.';
  }
  const { title, text } = failureText(error);
  return `It was not attached. ${title}. ${text}`;
}

/** Why an attached file cannot be shown or saved. */
export function unreadableText(error: unknown): string {
  if (failureCode(error) === 'damaged') {
    return 'What is kept of this file cannot be read, or is not what was attached. Nothing was changed. If you still have the file, attach it once more: that mends it here too. Otherwise a backup may have it.';
  }
  const { title, text } = failureText(error);
  return `${title}. ${text}`;
}
