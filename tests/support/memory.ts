import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

/** Whether a process tells of its memory here. */
export const tellsMemory = process.platform === 'linux';

/** By how much the processes have grown at the most, in MB: the pages' with their workers, and the browser's own. */
export interface Growth {
  readonly pages: number;
  readonly browser: number;
}

/**
 * Watches the browser's memory: what its processes held at any moment, not only now.
 * @returns asks for the growth since the watch began
 */
export async function watchMemory(page: Page): Promise<() => Promise<Growth>> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  await session?.detach();
  const before = new Map<number, number>();
  for (const { id } of processInfo) {
    // Forgets the highest so far (proc(5)).
    await writeFile(`/proc/${id}/clear_refs`, '5');
    before.set(id, await kilobytes(id, 'VmRSS'));
  }
  const grown = async (type: string) => {
    let sum = 0;
    for (const { id } of processInfo.filter((one) => one.type === type)) {
      sum += (await kilobytes(id, 'VmHWM')) - (before.get(id) ?? 0);
    }
    return Math.round(sum / 1024);
  };
  return async () => ({ pages: await grown('renderer'), browser: await grown('browser') });
}

async function kilobytes(id: number, what: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, 'utf8');
  const found = new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  if (found === undefined) throw new Error(`process ${id} does not tell ${what}`);
  return Number(found);
}
