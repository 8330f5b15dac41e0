import { app } from 'electron';
import { describeApp } from './about.ts';
import { tellWhenAway } from './away.ts';
import {
  addToBackup,
  agreeToShrink,
  backups,
  beginBackup,
  chooseBackupFolder,
  forgetBackupFolder,
  keepBackup,
  keepTrial,
  openBackup,
  removeReadableBackups,
} from './backups.ts';
import { askWaylandForShortcuts, takeKeptShortcut } from './capture-shortcut.ts';
import { captureWindow, hideCapture, showCapture } from './capture-window.ts';
import { copied } from './clipboard.ts';
import { answerClose, holdClose } from './closing.ts';
import { protectNewWindows } from './content-protection.ts';
import { offerTextMenus } from './context-menu.ts';
import { changeDesktop, desktop } from './desktop.ts';
import { addToFile, finishFile, openFile, saveFile, savePdf } from './files.ts';
import { handedFile, hearHandedFiles } from './handed-file.ts';
import { fixUserDataFolder, isFirstInstance } from './instance.ts';
import { answerCalls } from './ipc.ts';
import { hasKeychain, unwrapKey, wrapKey } from './keychain.ts';
import { openLink } from './links.ts';
import { mainWindow, openMainWindow, showMainWindow } from './main-window.ts';
import { showMenu, showSystemMenu } from './menu.ts';
import { denyNavigation } from './navigation.ts';
import { blockRequests, resolveNoHosts } from './offline.ts';
import {
  appendOutside,
  cutOutside,
  moveOutside,
  namesOutside,
  readOutside,
  removeOutside,
  sizeOutside,
} from './outside.ts';
import { registerScheme, servePage } from './page.ts';
import { denyPermissions } from './permissions.ts';
import { closeFile, readPiece } from './pieces.ts';
import { quitWhenSaved } from './quitting.ts';
import { bringPagesBack } from './recovery.ts';
import { showTray } from './tray.ts';

/** The start of the app, in order. What a step does, and why, stands in its file. */
fixUserDataFolder();

if (isFirstInstance()) {
  app.enableSandbox();
  registerScheme();
  resolveNoHosts();
  askWaylandForShortcuts();
  denyNavigation();
  offerTextMenus();
  bringPagesBack();
  protectNewWindows();
  quitWhenSaved(() => [captureWindow(), mainWindow()]);
  hearHandedFiles();
  app.on('second-instance', showMainWindow);
  app.on('activate', showMainWindow);

  await app.whenReady();
  await blockRequests();
  denyPermissions();
  await servePage();
  answerCalls({
    saveFile,
    addToFile,
    finishFile,
    savePdf,
    openFile,
    handedFile,
    readPiece: (_window, number, from, to) => readPiece(number, from, to),
    closeFile: (_window, number) => closeFile(number),
    openLink,
    showMenu,
    holdClose,
    answerClose,
    showCapture,
    hideCapture,
    showJournal: async () => showMainWindow(),
    desktop,
    changeDesktop,
    copied,
    sizeOutside: (_window, name) => sizeOutside(name),
    readOutside: (_window, name, from, to) => readOutside(name, from, to),
    appendOutside: (_window, name, bytes) => appendOutside(name, bytes),
    cutOutside: (_window, name, size) => cutOutside(name, size),
    moveOutside: (_window, from, to) => moveOutside(from, to),
    removeOutside: (_window, name) => removeOutside(name),
    namesOutside: () => namesOutside(),
    hasKeychain,
    wrapKey: (_window, key) => wrapKey(key),
    unwrapKey: (_window, wrapped) => unwrapKey(wrapped),
    beginBackup,
    addToBackup,
    keepBackup,
    backups,
    openBackup,
    chooseBackupFolder,
    forgetBackupFolder,
    agreeToShrink,
    removeReadableBackups,
    keepTrial,
  });
  describeApp();
  showSystemMenu();
  showTray();
  tellWhenAway();
  takeKeptShortcut();
  await openMainWindow();
} else {
  app.quit();
}
