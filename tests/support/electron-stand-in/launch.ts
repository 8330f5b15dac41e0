import { readFile } from 'node:fs/promises';
import {
  type BrowserContext,
  type CDPSession,
  chromium,
  type Frame,
  type Page,
  type Request,
  type Route,
} from '@playwright/test';
import type { Host, LaunchHost } from '../host.ts';
import { STAND_IN_ORIGIN, toApp, toChromium } from './address.ts';
import { type MainProcess, startMain } from './main-process.ts';
import { applyPermissions } from './permissions.ts';
import { CONTEXT_MENU, INVOKE, preloadScript, RECEIVE, tellContextMenus } from './renderer.ts';

interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: Electron.WebPreferences;
}

type PrintOptions = Electron.PrintToPDFOptions;

/** Runs the built main in a process of its own, and its windows as pages of a real Chromium. */
export const launchStandIn: LaunchHost = async (options) => {
  const { main, args, env, launchOptions } = options;
  const pages = new Map<number, Page>();
  /** Pages that main itself is loading: no navigation of the page's own. */
  const loading = new Set<Page>();
  const loaded = new Set<Page>();
  const crashed = new Set<Page>();
  /** Made while the page still answers: one that hangs can then be ended as well. */
  const debuggers = new Map<Page, CDPSession>();
  const preferences = new Map<number, WindowOptions>();
  let context: BrowserContext | null = null;
  let opened: ((page: Page) => void) | null = null;

  const process: MainProcess = startMain(main, args, env, {
    async ready({ userData, switches }: { userData: string; switches: Record<string, string> }) {
      const args = Object.entries(switches).map(([name, value]) => `--${name}=${value}`);
      context = await chromium.launchPersistentContext(userData, {
        ...launchOptions,
        viewport: null,
        args: [...(launchOptions.args ?? []), ...args],
      });
      // What main cannot answer fails as it does on Electron: the page sees a network error.
      await context.route('**', (route) => answerRequest(route).catch(() => abort(route)));
    },

    async 'open-window'(id: number, options: WindowOptions) {
      if (context === null) throw new Error('There is no browser');
      preferences.set(id, options);
      const blank = context.pages().find((page) => ![...pages.values()].includes(page));
      await prepare(context, id, blank ?? (await context.newPage()));
    },

    resize: (id: number, size: { width: number; height: number }) =>
      pageOf(id).setViewportSize(size),

    // Playwright keeps every page focused, so none hears that it is.
    focus: (id: number) => pageOf(id).evaluate(() => void dispatchEvent(new Event('focus'))),

    print: (id: number, { preferCSSPageSize, printBackground, ...options }: PrintOptions) =>
      pageOf(id).pdf({
        preferCSSPageSize: preferCSSPageSize ?? false,
        printBackground: printBackground ?? false,
        tagged: options.generateTaggedPDF ?? false,
        outline: options.generateDocumentOutline ?? false,
      }),

    async load(id: number, url: string) {
      const before = pageOf(id);
      const page = crashed.has(before) ? await replace(id, before) : before;
      loading.add(page);
      await page.goto(toChromium(url), { waitUntil: 'domcontentloaded' });
      loading.delete(page);
      loaded.add(page);
      opened?.(page);
    },

    send: (id: number, channel: string, args: unknown[]) =>
      pageOf(id).evaluate(
        ([receive, name, values]) => {
          const hear: unknown = Reflect.get(window, receive);
          if (typeof hear === 'function') hear(name, values);
        },
        [RECEIVE, channel, args] as const,
      ),

    execute: (id: number, code: string) => pageOf(id).evaluate(code),

    crash(id: number) {
      // Nobody is left to answer.
      debuggers
        .get(pageOf(id))
        ?.send('Page.crash')
        .catch(() => {});
    },

    async 'close-window'(id: number) {
      const page = pageOf(id);
      pages.delete(id);
      // The last page takes the browser with it, which goes only when main does.
      if (pages.size === 0 && !crashed.has(page)) {
        await page.goto('about:blank');
        return;
      }
      if (pages.size === 0) await page.context().newPage();
      await page.close();
    },

    exit: () => context?.close(),
  });

  void process.exited.then(() => context?.close());

  /** Makes a page the one in a window of main's. */
  async function prepare(browser: BrowserContext, id: number, page: Page): Promise<void> {
    const options = preferences.get(id);
    if (options === undefined) throw new Error('The window is closed');
    const { width, height, webPreferences } = options;
    const { preload, nodeIntegrationInSubFrames = false } = webPreferences;
    pages.set(id, page);
    await page.setViewportSize({ width, height });
    await page.exposeBinding(INVOKE, async ({ frame }, channel: string, args: unknown[]) => {
      const origin = toApp(await frame.evaluate(() => self.origin));
      const sender = {
        url: toApp(frame.url()),
        origin,
        isMainFrame: frame.parentFrame() === null,
      };
      return process.ask('invoke', id, sender, channel, args).then(
        (value) => ({ value }),
        (error: Error) => ({ error: error.message }),
      );
    });
    if (preload !== undefined) {
      const text = await readFile(preload, 'utf8');
      await page.addInitScript({ content: preloadScript(text, nodeIntegrationInSubFrames) });
    }
    await applyPermissions(browser, page, (name) =>
      process.ask('is-permitted', name, 'app://journal'),
    );
    await page.exposeBinding(CONTEXT_MENU, (_, params: unknown) =>
      process.ask('context-menu', id, params),
    );
    await page.addInitScript(tellContextMenus, CONTEXT_MENU);
    page.on('popup', (popup) => refusePopup(id, popup));
    debuggers.set(page, await browser.newCDPSession(page));
    page.on('crash', () => {
      crashed.add(page);
      void process.ask('renderer-gone', id);
    });
  }

  /** Playwright can do nothing with a page that has crashed, so another one takes its place. */
  async function replace(id: number, page: Page): Promise<Page> {
    const another = await page.context().newPage();
    await prepare(page.context(), id, another);
    await page.close();
    return another;
  }

  function pageOf(id: number): Page {
    const page = pages.get(id);
    if (page === undefined) throw new Error('The window is closed');
    return page;
  }

  async function answerRequest(route: Route): Promise<void> {
    const request = route.request();
    const url = toApp(request.url());
    if (request.isNavigationRequest() && (await isPrevented(request))) {
      return route.abort('aborted');
    }
    if (await process.ask('is-cancelled', url)) return route.abort('blockedbyclient');
    if (!request.url().startsWith(`${STAND_IN_ORIGIN}/`)) return route.continue();
    const { status, headers, body } = await process.ask<{
      status: number;
      headers: Record<string, string>;
      body: Uint8Array;
    }>('serve', { url, method: request.method() });
    await route.fulfill({ status, headers, body: Buffer.from(body) });
  }

  async function isPrevented(request: Request): Promise<boolean> {
    const frame = frameOf(request);
    const [id] = [...pages].find(([, page]) => page === frame?.page()) ?? [];
    // No window of main's: a popup, which is about to be closed.
    if (frame === null || id === undefined) return true;
    const isMainFrame = frame.parentFrame() === null;
    if (isMainFrame && loading.has(frame.page())) return false;
    return process.ask('is-navigation-prevented', id, toApp(request.url()), isMainFrame);
  }

  async function refusePopup(id: number, popup: Page): Promise<void> {
    const denied = await process.ask('is-opening-denied', id, popup.url());
    await popup.close();
    if (!denied) throw new Error('The stand-in opens no windows for a page');
  }

  const host: Host = {
    origin: STAND_IN_ORIGIN,
    exited: process.exited,
    windows: () => [...pages.values()].filter((page) => loaded.has(page)),
    evaluate: (run, argument) => process.ask('evaluate', String(run), argument),
    nextWindow: () =>
      new Promise((resolve, reject) => {
        opened = resolve;
        void process.exited.then(() => reject(new Error('The app ended before it had a window')));
      }),
    startAgain: async (args = []) => (await launchStandIn({ ...options, args })).exited,
    async close() {
      await host.evaluate(({ app }) => app.quit()).catch(() => {});
      await process.exited;
    },
    kill: async () => {
      process.kill();
      await process.exited;
      await context?.close();
    },
  };
  return host;
};

/** A page that is gone needs no answer. */
async function abort(route: Route): Promise<void> {
  await route.abort().catch(() => {});
}

/** Playwright has no frame for a popup that is only being made, and throws. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}
