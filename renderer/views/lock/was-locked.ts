import { forget, keep, kept } from '../page-storage.ts';

/**
 * That the journal was locked here, for the page that comes after. It stands for as long as the
 * window is there, wherever one goes in it, and says nothing of what is written.
 */

/** Whether nobody but the writer may have it unlocked: the keychain is not asked by itself. */
export function wasLocked(): boolean {
  return kept('locked') !== null;
}

export function rememberLocked(): void {
  keep('locked', 'yes');
}

export function forgetLocked(): void {
  forget('locked');
}
