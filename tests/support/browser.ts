import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { test as base, chromium, expect, type LaunchOptions, type Page } from '@playwright/test';
import { startServer } from '../../scripts/server.mjs';

/** A page of ours in a browser of its own, on a profile that outlives the browser. */
export interface Visit {
  /** The page; another one after `reopen`. */
  readonly page: Page;
  /** Closes the browser and opens it again on the same profile, as a writer does the next day. */
  reopen(): Promise<Page>;
  /** Ends the browser as a power cut would, without asking it. */
  kill(): Promise<void>;
  close(): Promise<void>;
  /**
   * Lets the test provoke what would fail it: errors in the console, uncaught errors, breaches of
   * the content security policy, and requests to anyone but our own server.
   */
  expectProblem(pattern: RegExp): void;
}

export interface PerWorker {
  /** Serves the folder on a free port. */
  server: { readonly origin: string };
  folder: string;
}

export interface PerTest {
  /** A browser profile in the folder for temporary files; removed after the test. */
  profile: string;
  visit: Visit;
}

/** Tests of a page built into `folder`. */
export function testOf(folder: string) {
  return base.extend<PerTest, PerWorker>({
    folder: [folder, { scope: 'worker', option: true }],
    server: [
      async ({ folder }, use) => {
        const server = await startServer(folder, 0);
        await use(server);
        await server.close();
      },
      { scope: 'worker' },
    ],
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
    profile: async ({}, use) => {
      const profile = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-'));
      await use(profile);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    visit: async (
      { server, profile, launchOptions, colorScheme, locale, timezoneId, viewport },
      use,
    ) => {
      const emulation = { colorScheme, locale: locale ?? 'en-GB', viewport };
      const zone = timezoneId === undefined ? {} : { timezoneId };
      const visit = await open(server.origin, profile, { ...launchOptions, ...emulation, ...zone });
      await use(visit);
      await visit.close();
      expect(visit.problems(), 'problems on the page').toEqual([]);
    },
  });
}

async function open(
  origin: string,
  profile: string,
  options: Parameters<typeof chromium.launchPersistentContext>[1] & LaunchOptions,
): Promise<Visit & { problems(): string[] }> {
  const seen: string[] = [];
  const expected: RegExp[] = [];

  const start = async () => {
    const context = await chromium.launchPersistentContext(profile, options);
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      seen.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => seen.push(`uncaught: ${error.error().stack}`));
    context.on('request', (request) => {
      if (!isOurs(request.url(), origin)) seen.push(`request: ${request.url()}`);
    });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(origin);
    return { context, page };
  };

  let current = await start();
  return {
    get page() {
      return current.page;
    },
    async reopen() {
      await current.context.close();
      current = await start();
      return current.page;
    },
    async kill() {
      const session = await current.context.browser()?.newBrowserCDPSession();
      const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
      const browser = processInfo.find(({ type }) => type === 'browser');
      if (browser === undefined) throw new Error('the browser does not tell its process');
      const closed = new Promise((resolve) => current.context.once('close', resolve));
      process.kill(browser.id, 'SIGKILL');
      await closed;
    },
    close: () => current.context.close(),
    expectProblem: (pattern) => expected.push(pattern),
    problems: () => seen.filter((problem) => !expected.some((pattern) => pattern.test(problem))),
  };
}

function isOurs(url: string, origin: string): boolean {
  const { protocol, origin: its } = new URL(url);
  return its === origin || ['blob:', 'data:', 'about:'].includes(protocol);
}
