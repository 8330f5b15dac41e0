import type { Page } from '@playwright/test';
import { type Entry, newEntry } from '../../renderer/domain/entry.ts';

/**
 * Writes an entry and then over it, so much shorter that the first text stays as a version at once.
 * @returns the entry as it was first
 */
export async function writeOver(page: Page, title = 'Written over'): Promise<Entry> {
  const entry = newEntry(new Date(), { title, text: 'What was said at first. '.repeat(20) });
  await page.evaluate(async (entry) => {
    await window.engine.save(entry);
    await window.engine.save({ ...entry, text: 'What is said now.' });
  }, entry);
  return entry;
}
