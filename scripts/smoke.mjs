// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fail } from './fail.mjs';
import { findPackaged } from './packaged.mjs';
import { installPackages } from './prepare.mjs';

/**
 * `npm run smoke`: writes an entry in the app that `npm run dist` has packaged, ends the app without
 * warning once the entry is saved, and looks whether the entry is there again. Another program that
 * shows our page can be named, with its arguments; `{folder}` in them is the throw-away folder.
 */
const TITLE = 'Written by the smoke test';
const [program = findPackaged(), ...args] = process.argv.slice(2);
if (program === null) fail('There is no packaged app in release/: make one with npm run dist.');

installPackages();
const { startUnder } = await import('./running-app.mjs');
const folder = await mkdtemp(path.join(os.tmpdir(), 'staff-journal-smoke-'));
try {
  await writeAndLookAgain(program);
  console.log('The app keeps what is written, and quits well.');
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** @param {string} app */
async function writeAndLookAgain(app) {
  const first = await startUnder(folder, app, args);
  try {
    await first.page.getByRole('button', { name: 'New entry' }).click();
    await first.page.getByRole('textbox', { name: 'Title' }).fill(TITLE);
    const status = first.page.getByRole('status');
    await status.filter({ hasText: /^Saved$/ }).waitFor();
  } finally {
    await first.kill();
  }
  const second = await startUnder(folder, app, args);
  try {
    await second.page.getByRole('region', { name: 'Entries' }).getByText(TITLE).waitFor();
    const code = await second.quit();
    if (code !== 0) throw new Error(`The entry is there, but the app quit with code ${code}.`);
  } finally {
    await second.kill();
  }
}
