import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** The journal screen, and the frame around every screen. */
export function journalPage(page: Page) {
  const region = page.getByRole('region', { name: 'Entries', exact: true });
  const filter = page.getByRole('dialog', { name: 'Filter', exact: true });
  const palette = page.getByRole('dialog', { name: 'Command palette', exact: true });
  return {
    region,
    entries: region.getByRole('listitem'),
    links: region.getByRole('link'),
    months: region.getByRole('heading'),
    marks: region.locator('mark'),
    search: page.getByRole('searchbox', { name: 'Search', exact: true }),
    newEntry: page.getByRole('button', { name: 'New entry', exact: true }),
    said: page.getByRole('status'),
    filter,
    filters: page.getByRole('list', { name: 'Filters', exact: true }),
    palette,
    command: palette.getByRole('combobox', { name: 'Command', exact: true }),
    commands: palette.getByRole('option'),

    entry: (title: string | RegExp) => region.getByRole('link').filter({ hasText: whole(title) }),
    /** A status that reads so, whole when it is a string: the count, a problem, or a toast. */
    status: (text: string | RegExp) => page.getByRole('status').getByText(text, { exact: true }),

    async goTo(name: 'Journal' | 'Calendar' | 'Competencies' | 'Summaries' | 'Settings') {
      const main = page.getByRole('navigation', { name: 'Main', exact: true });
      await main.getByRole('link', { name, exact: true }).click();
    },

    /** Types into Search and waits for the count that says it has been answered. */
    async find(typed: string, count: string | RegExp) {
      await this.search.fill(typed);
      await expect(this.status(count)).toBeVisible();
    },

    async openFilter() {
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await filter.getByRole('group', { name: 'Competencies' }).waitFor();
    },

    async openPalette() {
      await page.keyboard.press('ControlOrMeta+k');
      await this.command.waitFor();
    },
  };
}

/** `Entry number 1` is not `Entry number 10`. */
function whole(text: string | RegExp): RegExp {
  return typeof text === 'string' ? new RegExp(`${text}(?!\\d)`) : text;
}
