import { spawn } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { chromium, expect } from '@playwright/test';
import { findBrowser } from '../../scripts/browser.mjs';
import { ROOT } from '../../scripts/paths.mjs';
import { test as profileTest } from './app.ts';

/** One of our commands, as typed into a terminal. */
export interface Command {
  readonly pid: number | undefined;
  /** Waits until the command has said this. */
  says(text: string | RegExp): Promise<void>;
  /** Waits until it has ended; answers its exit code. */
  ended(): Promise<number | null>;
  /** Ctrl+C. */
  stop(): Promise<number | null>;
}

/** Starts `scripts/<script>`; variables of the environment that are undefined are taken out. */
export type Run = (
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
) => Command;

interface Terminal {
  /** Starts a command, which ends with the test at the latest. */
  run: Run;
  /** The name of a display that nobody looks at. */
  display: string;
}

export const test = profileTest.extend<Terminal>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
  run: async ({}, use) => {
    const started: Command[] = [];
    await use((...command) => {
      const one = run(...command);
      started.push(one);
      return one;
    });
    await Promise.all(started.map((one) => one.stop()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
  display: async ({}, use) => {
    const xvfb = spawn('Xvfb', ['-displayfd', '1', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const gone = new Promise((resolve) => xvfb.once('close', resolve));
    const number = await new Promise<string>((resolve) => {
      xvfb.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    });
    await use(`:${number}`);
    xvfb.kill();
    await gone;
  },
});

function run(...[script, args, env]: Parameters<Run>): Command {
  const file = path.join(ROOT, 'scripts', script);
  const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid,
    says: (text) => expect.poll(() => said, { timeout: 30_000 }).toMatch(text),
    ended: () => exit,
    stop() {
      child.kill('SIGINT');
      return exit;
    },
  };
}

/** A loopback port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** The browser that opens windows. */
export function browserPath(): string {
  return findBrowser()?.path ?? chromium.executablePath();
}

/** The browser, in a script that lets the test look into its window. */
export async function browserWithDebugger(folder: string): Promise<string> {
  const file = path.join(folder, 'browser');
  await writeFile(file, `#!/bin/sh\nexec '${browserPath()}' --remote-debugging-port=0 "$@"\n`);
  await chmod(file, 0o755);
  return file;
}
