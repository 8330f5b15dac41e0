import './blur.css';

/**
 * What the writer has set about privacy on this computer. It is kept beside the journal, in the
 * clear, and so tells nothing of it.
 */

/** The choices for how many minutes without the writer lock the journal; null for never. */
export const LOCK_AFTER = [1, 5, 15, 60, null] as const;
export type LockAfter = (typeof LOCK_AFTER)[number];

const AFTER = 'lock-after';
const BLUR = 'blur-titles';

export function lockAfter(): LockAfter {
  const kept = localStorage.getItem(AFTER);
  if (kept === 'never') return null;
  return LOCK_AFTER.find((minutes) => String(minutes) === kept) ?? 5;
}

export function setLockAfter(minutes: LockAfter): void {
  localStorage.setItem(AFTER, String(minutes ?? 'never'));
}

const listeners = new Set<() => void>();

/** Whether titles are blurred until they are hovered or focused (blur.css). */
export function blursTitles(): boolean {
  return localStorage.getItem(BLUR) !== null;
}

export function blurTitles(on: boolean): void {
  if (on) localStorage.setItem(BLUR, 'yes');
  else localStorage.removeItem(BLUR);
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
