import { createWriteStream } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type BrowserContext,
  test as base,
  chromium,
  type LaunchOptions,
  type Page,
} from '@playwright/test';
import { archiveLines } from '../../renderer/formats/archive.ts';
import { TEST_DIST } from '../../scripts/paths.mjs';
import { startServer } from '../../scripts/server.mjs';
// For the page's `window.engine`.
import { browserPath } from '../support/command.ts';
import type {} from '../support/engine-page.ts';
import { counted, createFigures, type Figures } from './figures.ts';
import { generateJournal } from './journal.ts';

/** Sizes of generated journals; fewer for a quick run. */
export const SIZES = (process.env.STAFF_JOURNAL_BENCH_SIZES ?? '1000,10000,100000')
  .split(',')
  .map(Number);

export interface Bench {
  readonly origin: string;
  readonly figures: Figures;
  /** Serves this build at `origin`: all builds see the same journals. */
  serve(folder: string): Promise<void>;
  /** A browser profile with a generated journal of this size. Not to be written into. */
  journal(size: number): Promise<string>;
  /** A copy of it that may be written into. */
  copyOf(size: number): Promise<string>;
  /** A profile that no browser has used. */
  newProfile(): Promise<string>;
  launch(profile: string): Promise<BrowserContext>;
}

export const test = base.extend<object, { bench: Bench }>({
  bench: [
    async ({ launchOptions }, use, { workerIndex }) => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-bench-'));
      const host = await createHost();
      const figures = createFigures(workerIndex > 0);
      await use(createBench(folder, host, figures, launchOptions));
      console.log(`\n${figures.table()}\n`);
      await host.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
    { scope: 'worker' },
  ],
});
export { expect } from '@playwright/test';

function createBench(
  folder: string,
  host: Host,
  figures: Figures,
  launchOptions: LaunchOptions,
): Bench {
  const filled = new Map<number, Promise<string>>();
  let profiles = 0;
  const newProfile = async () => path.join(folder, `profile-${++profiles}`);
  const launch = (profile: string) =>
    chromium.launchPersistentContext(profile, {
      ...launchOptions,
      // The one that people have: the headless shell is quicker to start, and tells no memory.
      executablePath: browserPath(),
      viewport: { width: 1280, height: 800 },
    });

  async function fill(size: number): Promise<string> {
    const profile = await newProfile();
    await host.serve(TEST_DIST);
    const context = await launch(profile);
    const page = await openPage(context, host.origin);
    if (size > 0) {
      const file = path.join(folder, `${size}.json`);
      await pipeline(Readable.from(archiveLines(generateJournal(size))), createWriteStream(file));
      const { milliseconds, added } = await importFile(page, file);
      if (added !== size) throw new Error(`${added} of ${size} entries were imported`);
      figures.add(`import of ${counted(size)} entries, ms per 1,000`, milliseconds / (size / 1000));
      await rm(file);
    }
    await context.close();
    return profile;
  }

  async function journal(size: number): Promise<string> {
    const profile = filled.get(size) ?? fill(size);
    filled.set(size, profile);
    return profile;
  }

  return {
    ...host,
    figures,
    journal,
    async copyOf(size) {
      const copy = await newProfile();
      await cp(await journal(size), copy, { recursive: true });
      return copy;
    },
    newProfile,
    launch,
  };
}

type Host = Awaited<ReturnType<typeof createHost>>;

async function createHost() {
  let folder = TEST_DIST;
  let server = await startServer(folder, 0);
  const { origin } = server;
  return {
    origin,
    async serve(wanted: string) {
      if (wanted === folder) return;
      await server.close();
      server = await startServer(wanted, Number(new URL(origin).port));
      folder = wanted;
    },
    close: () => server.close(),
  };
}

export async function openPage(context: BrowserContext, origin: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(origin);
  return page;
}

/** Imports a file as the page does, by preview and commit; for the engine's own page. */
export async function importFile(page: Page, file: string) {
  const input = await page.evaluateHandle(() => {
    const input = document.createElement('input');
    input.type = 'file';
    return input;
  });
  await input.setInputFiles(file);
  return page.evaluate(async (input) => {
    const chosen = input.files?.[0];
    if (chosen === undefined) throw new Error('no file was chosen');
    await window.opened;
    const start = performance.now();
    await window.engine.previewImport(chosen);
    const { added } = await window.engine.commitImport({ goodLinesOnly: false });
    return { added, milliseconds: performance.now() - start };
  }, input);
}

/** Waits until search has read the whole journal; for the engine's own page. */
export function searchRead(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const filter = {
      competencies: [],
      period: null,
      project: null,
      person: null,
      confidentiality: null,
    };
    const read = async () => {
      const list = await window.engine.list({ search: 'zzzz', filter, trash: false });
      return list.read === 1;
    };
    while (!(await read())) await new Promise((later) => setTimeout(later, 20));
  });
}
