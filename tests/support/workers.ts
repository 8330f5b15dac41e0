import type { Page } from '@playwright/test';

/** Remembers the workers that the page begins, so that a test can end one. Loads the page anew. */
export async function rememberWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const workers: Worker[] = [];
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers.push(this);
      }
    };
    Object.assign(window, { endWorker: () => workers.at(-1)?.terminate() });
  });
  await page.reload();
}

/** Ends the newest worker at once, in the middle of whatever it does; the page is not told. */
export const endWorker = (page: Page) =>
  page.evaluate(() => (window as unknown as { endWorker: () => void }).endWorker());
