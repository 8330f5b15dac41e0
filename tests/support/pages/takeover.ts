import type { Page } from '@playwright/test';

/** A window without the journal: it waits for another one, or has given it up. */
export function takeoverPage(page: Page) {
  return {
    /** Another window has had the journal from the beginning. */
    waiting: page.getByRole('heading', { name: 'Staff Journal is open in another window' }),
    /** Another window has taken the journal over. */
    closed: page.getByRole('heading', { name: 'The journal is open in another window' }),
    useHere: page.getByRole('button', { name: 'Use it here', exact: true }),
    said: page.getByRole('status'),
  };
}
