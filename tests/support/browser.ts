import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  type BrowserContext,
  test as base,
  chromium,
  expect,
  type LaunchOptions,
  type Page,
  type PlaywrightTestOptions,
} from '@playwright/test';
import { startServer } from '../../scripts/server.mjs';

/** A page of ours, on a journal that outlives the browser. */
export interface Visit {
  /** The page; another one after `reopen`. */
  readonly page: Page;
  /** Closes the browser and opens it again on the same profile, as a writer does the next day. */
  reopen(): Promise<Page>;
  /**
   * Ends the browser as a power cut would, without asking it.
   * @param moment the kill comes at once when this is over
   */
  kill(moment?: () => Promise<unknown>): Promise<void>;
  /** Closes the browser. */
  close(): Promise<void>;
  /**
   * Lets the test provoke what would fail it: errors in the console, uncaught errors, breaches of
   * the content security policy, and requests to anyone but our own server.
   */
  expectProblem(pattern: RegExp): void;
}

type Server = Awaited<ReturnType<typeof startServer>>;

export interface PerWorker {
  folder: string;
  /** Starts a server that runs until the last test has ended. */
  serve: () => Promise<Server>;
  /** Tests take turns in one browser, since starting one takes longer than most of them. */
  shared: Browser;
}

export interface PerTest {
  /** Serves the folder on a port of the test's own: another origin, where nothing is kept yet. */
  server: { readonly origin: string };
  /** A folder for temporary files; removed after the test. */
  profile: string;
  /** Whether the test has a browser to itself, on `profile`: for what looks into the profile. */
  alone: boolean;
  visit: Visit;
}

/** Tests of a page built into `folder`. */
export function testOf(folder: string) {
  return base.extend<PerTest, PerWorker>({
    folder: [folder, { scope: 'worker', option: true }],
    serve: [
      async ({ folder }, use) => {
        // A port that is free again could be another test's, with what this one has written.
        const servers: Server[] = [];
        await use(async () => {
          const server = await startServer(folder, 0);
          servers.push(server);
          return server;
        });
        for (const server of servers) await server.close();
      },
      { scope: 'worker' },
    ],
    shared: [
      async ({ launchOptions }, use, { project }) => {
        const profile = await newFolder();
        const browser = browserOn(profile, optionsOf(project.use, launchOptions));
        await use(browser);
        await browser.close();
        await removeFolder(profile);
      },
      { scope: 'worker' },
    ],
    server: async ({ serve }, use) => use(await serve()),
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
    profile: async ({}, use) => {
      const profile = await newFolder();
      await use(profile);
      await removeFolder(profile);
    },
    alone: [false, { option: true }],
    visit: async ({ server, shared, alone, profile, launchOptions }, use, { project }) => {
      const browser = alone ? browserOn(profile, optionsOf(project.use, launchOptions)) : shared;
      const visit = await open(browser, server.origin);
      await use(visit);
      await visit.leave();
      if (alone) await browser.close();
      expect(visit.problems(), 'problems on the page').toEqual([]);
    },
  });
}

type Options = NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;

function optionsOf(use: Partial<PlaywrightTestOptions>, launchOptions: LaunchOptions): Options {
  const { locale = 'en-GB', timezoneId = 'Europe/London', viewport } = use;
  return { ...launchOptions, locale, timezoneId, viewport: viewport ?? null };
}

/** A browser that starts when it is needed, on a profile that outlives it. */
export interface Browser {
  context(): Promise<BrowserContext>;
  close(): Promise<void>;
}

function browserOn(profile: string, options: Options): Browser {
  let running: BrowserContext | null = null;
  return {
    async context() {
      if (running !== null) return running;
      const context = await chromium.launchPersistentContext(profile, options);
      context.once('close', () => {
        running = null;
      });
      running = context;
      return context;
    },
    async close() {
      await running?.close();
    },
  };
}

async function open(browser: Browser, origin: string) {
  const seen: string[] = [];
  const expected: RegExp[] = [];

  const start = async () => {
    const context = await browser.context();
    const others = context.pages();
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      seen.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => seen.push(`uncaught: ${error.error().stack}`));
    context.on('request', (request) => {
      if (!isOurs(request.url(), origin)) seen.push(`request: ${request.url()}`);
    });
    const page = await context.newPage();
    await page.goto(origin);
    return { context, page, others };
  };

  let current = await start();
  return {
    get page() {
      return current.page;
    },
    async reopen() {
      await browser.close();
      current = await start();
      return current.page;
    },
    async kill(moment?: () => Promise<unknown>) {
      const session = await current.context.browser()?.newBrowserCDPSession();
      const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
      const main = processInfo.find(({ type }) => type === 'browser');
      if (main === undefined) throw new Error('the browser does not tell its process');
      const closed = new Promise((resolve) => current.context.once('close', resolve));
      await moment?.();
      process.kill(main.id, 'SIGKILL');
      await closed;
    },
    close: () => browser.close(),
    expectProblem: (pattern: RegExp) => void expected.push(pattern),
    problems: () => seen.filter((problem) => !expected.some((pattern) => pattern.test(problem))),
    /** Leaves the browser as it was found. */
    async leave() {
      const { context, others } = current;
      if (!context.pages().some((page) => others.includes(page))) return;
      for (const page of context.pages()) if (!others.includes(page)) await page.close();
      for (const event of ['console', 'weberror', 'request'] as const) {
        context.removeAllListeners(event);
      }
      await context.unrouteAll();
      await context.setOffline(false);
    },
  };
}

function isOurs(url: string, origin: string): boolean {
  const { protocol, origin: its } = new URL(url);
  return its === origin || ['blob:', 'data:', 'about:'].includes(protocol);
}

const newFolder = () => mkdtemp(path.join(os.tmpdir(), 'staff-journal-'));
const removeFolder = (folder: string) =>
  rm(folder, { recursive: true, force: true, maxRetries: 5 });
