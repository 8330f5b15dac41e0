import type { Page } from '@playwright/test';
import { TEST_DIST } from '../../scripts/paths.mjs';
import { testOf, type Visit } from './browser.ts';

export interface EngineAlone {
  /** The engine on an empty journal, without any screen. */
  journal: Visit;
  /** Ask it there: `page.evaluate(() => window.engine.facets())`. `journal.reopen()` gives another one. */
  page: Page;
}

export const test = testOf(TEST_DIST).extend<EngineAlone>({
  journal: ({ visit }, use) => use(visit),
  page: ({ visit }, use) => use(visit.page),
});
export { expect } from '@playwright/test';
