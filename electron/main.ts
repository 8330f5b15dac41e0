import { app } from 'electron';
import { answerClose, holdClose } from './closing.ts';
import { openFile, saveFile } from './files.ts';
import { fixUserDataFolder, isFirstInstance } from './instance.ts';
import { answerCalls } from './ipc.ts';
import { openLink } from './links.ts';
import { showMenu, showSystemMenu } from './menu.ts';
import { denyNavigation } from './navigation.ts';
import { blockRequests, resolveNoHosts } from './offline.ts';
import { registerScheme, servePage } from './page.ts';
import { denyPermissions } from './permissions.ts';
import { focusWindow, openWindow } from './window.ts';

/** The start of the app, in order. What a step does, and why, stands in its file. */
fixUserDataFolder();

if (isFirstInstance()) {
  app.enableSandbox();
  registerScheme();
  resolveNoHosts();
  denyNavigation();
  app.on('second-instance', focusWindow);
  app.on('window-all-closed', () => app.quit());

  await app.whenReady();
  await blockRequests();
  denyPermissions();
  await servePage();
  answerCalls({ saveFile, openFile, openLink, showMenu, holdClose, answerClose });
  showSystemMenu();
  await openWindow();
} else {
  app.quit();
}
