import type { Page } from '@playwright/test';
import { DIST } from '../../scripts/paths.mjs';
import { testOf, type Visit } from './browser.ts';

export interface App {
  /** The built app, open on an empty journal. */
  journal: Visit;
  /** Its page, until `journal.reopen()` gives another one. */
  page: Page;
}

export const test = testOf(DIST).extend<App>({
  journal: ({ visit }, use) => use(visit),
  page: ({ visit }, use) => use(visit.page),
});
export { expect } from '@playwright/test';
