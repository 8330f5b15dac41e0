import { failureCode } from '../../engine/failure.ts';
import { type FailureText, failureText } from '../failure-texts.ts';

/** What to say when a version cannot be shown or restored. */
export function versionFailure(error: unknown): FailureText {
  switch (failureCode(error)) {
    case 'not-found':
      return {
        title: 'This version is no longer kept',
        text: 'It was thinned out since the list was read. The entry and its other versions are untouched: close the history and open it again.',
      };
    case 'damaged':
      return {
        title: 'This version cannot be read',
        text: 'What is stored of it does not open with this journal’s key. Nothing was changed: the entry and its other versions are untouched.',
      };
    default:
      return failureText(error);
  }
}
