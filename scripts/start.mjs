// @ts-check
import { existsSync } from 'node:fs';
import { hasDisplay, openWindow, profileFolder } from './app-window.mjs';
import { findBrowser, HOW_TO_INSTALL, needBrowser } from './browser.mjs';
import { needElectron, runElectron } from './electron.mjs';
import { fail } from './fail.mjs';
import { host, onStop } from './host.mjs';
import { prepare } from './prepare.mjs';

/**
 * `npm start`: opens the app, in the best way that this machine has. `npm start -- --browser` opens
 * the browser's window even where there is Electron: the two keep a journal each.
 */
const browserAsked = process.argv.includes('--browser');

await prepare();
if (!hasDisplay()) {
  const { origin, close } = await host();
  onStop(close);
  console.log(`There is no display to open a window on: Staff Journal is at ${origin}/`);
} else {
  const electron = browserAsked ? null : await needElectron();
  if (electron === null) await openInBrowser();
  else await openInElectron(electron);
}

/** @param {string} electron */
async function openInElectron(electron) {
  const browser = findBrowser();
  if (browser !== null && existsSync(profileFolder(browser.path))) {
    console.log('What was written in the browser window stays there: npm start -- --browser');
  }
  process.exitCode = await runElectron(electron);
}

async function openInBrowser() {
  const browser = (await needBrowser()) ?? fail(HOW_TO_INSTALL);
  if (!browserAsked) {
    console.log(
      `Electron's runtime is not installed and cannot be fetched from here, so Staff Journal opens in a window of ${browser.name}.`,
    );
  }
  const { origin, close } = await host();
  const appWindow = openWindow(browser, origin);
  onStop(appWindow.close);
  const end = await appWindow.ended;
  if (end === 'closed') return close();
  onStop(close);
  console.log(`Staff Journal is at ${origin}/ until you press Ctrl+C.`);
}
