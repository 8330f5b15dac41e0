import type { BrowserContext, Page } from '@playwright/test';

/** A write, as the engine that made it tells: which engine, and when. */
export interface Witnessed {
  readonly engine: string;
  readonly at: number;
}

/** Makes every engine of the pages in this context tell of each write, on a page that has no engine. */
export async function witnessOf(context: BrowserContext, page: Page) {
  await context.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${tellingWrites})();\n${await response.text()}` });
  });
  await page.evaluate(() => {
    const heard: Witnessed[] = [];
    new BroadcastChannel('witness').onmessage = ({ data }) => heard.push(data);
    Object.assign(window, { heard });
  });
  return () => page.evaluate(() => (window as unknown as { heard: Witnessed[] }).heard);
}

/** Runs in the worker, ahead of the engine. */
function tellingWrites() {
  const engine = crypto.randomUUID();
  const channel = new BroadcastChannel('witness');
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...args) {
    channel.postMessage({ engine, at: performance.timeOrigin + performance.now() });
    return put.apply(this, args);
  };
}
