import { forget, keep, kept } from '../page-storage.ts';
import './blur.css';

/**
 * What the writer has set about privacy on this computer. It is kept beside the journal, in the
 * clear, and so tells nothing of it.
 */

/** The choices for how many minutes without the writer lock the journal; null for never. */
export const LOCK_AFTER = [1, 5, 15, 60, null] as const;
export type LockAfter = (typeof LOCK_AFTER)[number];

export function lockAfter(): LockAfter {
  const set = kept('lock-after');
  if (set === 'never') return null;
  return LOCK_AFTER.find((minutes) => String(minutes) === set) ?? 5;
}

export function setLockAfter(minutes: LockAfter): void {
  keep('lock-after', String(minutes ?? 'never'));
}

const listeners = new Set<() => void>();

/** Whether titles are blurred until they are hovered or focused (blur.css). */
export function blursTitles(): boolean {
  return kept('blur-titles') !== null;
}

export function blurTitles(on: boolean): void {
  if (on) keep('blur-titles', 'yes');
  else forget('blur-titles');
  showBlur();
  for (const listener of listeners) listener();
}

export function whenBlurred(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Before anything is shown, or it would be seen for a moment. */
export function showBlur(): void {
  document.documentElement.toggleAttribute('data-blur', blursTitles());
}
