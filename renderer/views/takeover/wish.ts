/**
 * That the writer wants the journal in this window, kept while the page loads anew. It stands in
 * the history's state: it belongs to this window alone, and is no trace of what is written.
 */
interface Wishing {
  readonly useHere: true;
}

export function wishAndReload(): void {
  const wishing: Wishing = { useHere: true };
  history.replaceState(wishing, '');
  location.reload();
}

/** Whether the page was loaded anew for the journal to be used here. */
export function isWished(): boolean {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'useHere' in state;
}

export function forgetWish(): void {
  if (isWished()) history.replaceState(null, '');
}
