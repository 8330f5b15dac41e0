import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import type { Bridge } from '../../electron/bridge.ts';
import { DIST } from '../../scripts/paths.mjs';
import { userFolder } from '../../scripts/user-folder.mjs';
import { type Host, launchHost } from './host.ts';

declare global {
  interface Window {
    readonly staffJournalBridge?: Bridge;
  }
}

export interface Build {
  readonly main: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const BUILT: Build = { main: path.join(DIST, 'electron', 'main.js') };

export interface Shell {
  /** A folder of the test's own, removed after it. */
  folder: string;
  /** Starts the app, or another build of it; every start in a test is on the same journal. */
  launch: (build?: Partial<Build>) => Promise<Host>;
  /** The app, started. */
  host: Host;
  /** The page in its window. */
  page: Page;
}

/** Tests of the built Electron shell, on Electron or on its stand-in. */
export const test = base.extend<Shell>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ folder, launchOptions }, use) => {
    const started: Host[] = [];
    await use(async ({ main = BUILT.main, args = [], env } = {}) => {
      const host = await launchHost({
        main,
        args,
        env: { ...userFolder(path.join(folder, 'config')), ...env },
        launchOptions,
      });
      started.push(host);
      if (host.windows().length === 0) await host.nextWindow();
      return host;
    });
    for (const host of started) await host.kill();
  },
  host: async ({ launch }, use) => use(await launch()),
  page: async ({ host }, use) => {
    const [page] = host.windows();
    if (page === undefined) throw new Error('The app has no window');
    await use(page);
  },
});
/**
 * The same for tests that leave the app as they found it: they take turns in one, since starting it
 * takes longer than most of them.
 */
export const testInTurn = base.extend<Pick<Shell, 'folder' | 'host' | 'page'>, { app: Host }>({
  app: [
    async ({ launchOptions }, use) => {
      const config = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-'));
      const host = await launchHost({
        main: BUILT.main,
        args: [],
        env: userFolder(config),
        launchOptions,
      });
      if (host.windows().length === 0) await host.nextWindow();
      await use(host);
      await host.kill();
      await rm(config, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
  folder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  host: ({ app }, use) => use(app),
  page: async ({ app }, use) => {
    const [page] = app.windows();
    if (page === undefined) throw new Error('The app has no window');
    await use(page);
  },
});

/** Where the app keeps what is its own, on this system, for a test in this folder. */
export function userDataIn(folder: string): string {
  const config = path.join(folder, 'config');
  const below = { darwin: 'Library/Application Support', win32: 'AppData/Roaming' };
  const place = Object.entries(below).find(([platform]) => platform === process.platform)?.[1];
  return path.join(config, place ?? '', 'Staff Journal');
}

export { expect } from '@playwright/test';
