// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { AS_ROOT } from './electron.mjs';
import { userFolder } from './user-folder.mjs';

/** Where Chromium says how to reach it: in the folder that it keeps its user's data in. */
const PORT_FILE = 'DevToolsActivePort';

const START_MS = 60_000;
const QUIT_MS = 30_000;

/** Playwright would want to set where downloads go; nothing is changed in the app that is tried. */
const OPTIONS = { noDefaults: true };

/**
 * Starts a program that shows our page, with `folder` for its user's own, and reaches the page the
 * way that DevTools would: the fuses of the packaged app leave no other. A program that keeps its
 * data elsewhere is never reached, so that nothing is written into anybody's real journal.
 * @param {string} folder
 * @param {string} program
 * @param {readonly string[]} args
 */
export async function startUnder(folder, program, args) {
  const stale = await portFile(folder);
  if (stale !== null) await rm(stale);
  const given = args.map((arg) => arg.replaceAll('{folder}', folder));
  const child = spawn(program, ['--remote-debugging-port=0', ...AS_ROOT, ...given], {
    env: { ...process.env, ...userFolder(folder) },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  /** Ends it as a power cut does. */
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  try {
    const browser = await chromium.connectOverCDP(await endpoint(folder, child), OPTIONS);
    return { page: await firstPage(browser), kill, quit: () => quit(browser, child) };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** @param {import('@playwright/test').Browser} browser */
async function firstPage(browser) {
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (page === undefined) throw new Error('It shows no page.');
  return page;
}

/**
 * Quits it as a writer does; answers the exit code.
 * @param {import('@playwright/test').Browser} browser
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | null>}
 */
async function quit(browser, child) {
  const exit = once(child, 'exit', { signal: AbortSignal.timeout(QUIT_MS) });
  const session = await browser.newBrowserCDPSession();
  // Electron quits and does not answer.
  session.send('Browser.close').catch(() => {});
  const [code] = await exit;
  return code;
}

/**
 * @param {string} folder
 * @param {import('node:child_process').ChildProcess} child
 */
async function endpoint(folder, child) {
  for (const end = Date.now() + START_MS; Date.now() < end; await setTimeout(100)) {
    if (child.exitCode !== null) throw new Error(`It ended at once: exit code ${child.exitCode}.`);
    const file = await portFile(folder);
    const [port, place] = file === null ? [] : (await readFile(file, 'utf8')).split('\n');
    if (place) return `ws://127.0.0.1:${port}${place}`;
  }
  throw new Error('It does not start, or does not keep its data in the folder that it was given.');
}

/** @param {string} folder */
async function portFile(folder) {
  // A folder that comes and goes while it is read ends the reading; the next try finds the file.
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const name = names.find((each) => path.basename(each) === PORT_FILE);
  return name === undefined ? null : path.join(folder, name);
}
