// @ts-check
import { hasDisplay, openWindow } from './app-window.mjs';
import { HOW_TO_INSTALL, needBrowser } from './browser.mjs';
import { needElectron, runElectron } from './electron.mjs';
import { fail } from './fail.mjs';
import { host, onStop } from './host.mjs';
import { prepare } from './prepare.mjs';

/** `npm start`: opens the app, in the best way that this machine has. */
await prepare();
if (!hasDisplay()) {
  const { origin, close } = await host();
  onStop(close);
  console.log(`There is no display to open a window on: Staff Journal is at ${origin}/`);
} else {
  const electron = await needElectron();
  if (electron !== null) process.exitCode = await runElectron(electron);
  else await openInBrowser();
}

async function openInBrowser() {
  const browser = (await needBrowser()) ?? fail(HOW_TO_INSTALL);
  console.log(
    `Electron's runtime is not installed and cannot be fetched from here, so Staff Journal opens in a window of ${browser.name}.`,
  );
  const { origin, close } = await host();
  const appWindow = openWindow(browser, origin);
  onStop(appWindow.close);
  const end = await appWindow.ended;
  if (end === 'closed') return close();
  onStop(close);
  console.log(`Staff Journal is at ${origin}/ until you press Ctrl+C.`);
}
