import type { Page } from '@playwright/test';

/** The window and its open dialog, as far as they can be scrolled: only what is within them should be. */
export function scrolledOuter(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog[open]')]
      .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)
      .map(({ localName }) => localName),
  );
}
