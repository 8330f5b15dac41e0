import { keep, kept } from '../page-storage.ts';

/**
 * Whether the writer has said who may read the journal, where the answer was "nothing for now": any
 * other shows in what protects it. Where the page may keep nothing, it is asked once more.
 */
export function hasDeclined(): boolean {
  return kept('welcomed') !== null;
}

export function decline(): void {
  keep('welcomed', 'yes');
}
