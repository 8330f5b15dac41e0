import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Entry } from '../../renderer/domain/entry.ts';
import { ROOT } from '../../scripts/paths.mjs';

const WORKER = '/tests/bench/sqlite-worker.mjs';
const PACKAGE = '/node_modules/@sqlite.org/sqlite-wasm/dist/';
/** What is served, each from its place below the repository's folder. */
const SERVED = [WORKER, `${PACKAGE}index.mjs`, `${PACKAGE}sqlite3.wasm`];

/** SQLite's own page, at its own address: it cannot run under our content security policy. */
export interface Sqlite {
  readonly page: Page;
  close(): Promise<void>;
}

declare global {
  interface Window {
    sqlite: (name: 'fill' | 'ranked' | 'count', match?: string) => Promise<unknown>;
  }
}

export async function openSqlite(
  context: BrowserContext,
  entries: Iterable<Entry>,
): Promise<Sqlite> {
  const server = createServer((request, response) => {
    // As our pages have them: without these the clock of the page is coarser.
    const isolated = {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    };
    const url = request.url ?? '';
    const type = url.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
    response.setHeaders(new Map(Object.entries(isolated)));
    if (url === '/') response.setHeader('Content-Type', 'text/html').end('<title>SQLite</title>');
    else if (url === '/entries') response.end(linesOf(entries));
    else if (!SERVED.includes(url)) response.writeHead(404).end();
    else response.setHeader('Content-Type', type).end(readFileSync(path.join(ROOT, url)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${address.port}/`);
  await page.evaluate(async (url) => {
    const worker = new Worker(url, { type: 'module' });
    window.sqlite = (name, match) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        worker.postMessage([name, match], [port2]);
      });
    await window.sqlite('fill');
  }, WORKER);
  return {
    page,
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}

function linesOf(entries: Iterable<Entry>): string {
  const lines: string[] = [];
  for (const { id, day, title, text, outcome, project, people, links } of entries) {
    const labels = links.map(({ label }) => label);
    lines.push(
      JSON.stringify([id, day, title, text, outcome, project, ...[people, labels].map(joined)]),
    );
  }
  return lines.join('\n');
}

/** FTS5 has one text a column; a word that nobody seeks keeps phrases from running across two of them. */
function joined(texts: readonly string[]): string {
  return texts.join(' zzz ');
}
