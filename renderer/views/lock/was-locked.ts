/**
 * That the journal was locked here, for the page that comes after. It stands for as long as the
 * window is there, wherever one goes in it, and says nothing of what is written.
 */
const KEY = 'locked';

/** Whether nobody but the writer may have it unlocked: the keychain is not asked by itself. */
export function wasLocked(): boolean {
  return sessionStorage.getItem(KEY) !== null;
}

export function rememberLocked(): void {
  sessionStorage.setItem(KEY, 'yes');
}

export function forgetLocked(): void {
  sessionStorage.removeItem(KEY);
}
