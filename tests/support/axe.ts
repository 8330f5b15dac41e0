import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong on the page, in light and in dark, a line each; empty when nothing.
 * The policy keeps out script elements, so its source goes in by the debugger.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(SOURCE);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Half way through a fade, contrast is what it will not stay.
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().map((one) => one.finished)),
    );
    const violations = await page.evaluate(async () => {
      const { axe: checker } = window as Window & { axe?: typeof axe };
      return (await checker?.run())?.violations ?? [];
    });
    for (const { id, help, nodes } of violations) {
      found.push(...nodes.map((node) => `${colorScheme}: ${id}: ${help}: ${node.html}`));
    }
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}
