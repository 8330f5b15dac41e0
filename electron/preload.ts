import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, BridgeName, Calls, Notices, Platform } from './bridge.ts';

function call<Name extends keyof Calls>(
  name: Name,
  ...args: Parameters<Calls[Name]>
): Promise<Awaited<ReturnType<Calls[Name]>>> {
  return ipcRenderer.invoke(name, ...args);
}

/** Hears main; never hands the page the event, which would give it `ipcRenderer`. */
function hear<Name extends keyof Notices>(
  name: Name,
  listener: (value: Notices[Name]) => void,
): () => void {
  const relay = (_: unknown, value: Notices[Name]) => listener(value);
  ipcRenderer.on(name, relay);
  return () => {
    ipcRenderer.off(name, relay);
  };
}

const flushes: (() => Promise<void>)[] = [];
let held: Promise<void> | null = null;

hear('closing', () => {
  Promise.all(flushes.map((flush) => flush())).then(
    () => call('answerClose', true),
    () => call('answerClose', false),
  );
});

const PLATFORMS: Readonly<Record<string, Platform>> = { darwin: 'mac', win32: 'windows' };

const bridge = {
  platform: PLATFORMS[process.platform] ?? 'linux',
  saveFile: (name) => call('saveFile', name),
  addToFile: (number, bytes) => call('addToFile', number, bytes),
  finishFile: (number) => call('finishFile', number),
  savePdf: (name) => call('savePdf', name),
  openFile: (accept) => call('openFile', accept),
  handedFile: () => call('handedFile'),
  readPiece: (number, from, to) => call('readPiece', number, from, to),
  closeFile: (number) => call('closeFile', number),
  openLink: (url) => call('openLink', url),
  showMenu: (commands) => call('showMenu', commands),
  showCapture: () => call('showCapture'),
  hideCapture: () => call('hideCapture'),
  showJournal: () => call('showJournal'),
  desktop: () => call('desktop'),
  changeDesktop: (change) => call('changeDesktop', change),
  copied: () => call('copied'),
  sizeOutside: (name) => call('sizeOutside', name),
  readOutside: (name, from, to) => call('readOutside', name, from, to),
  appendOutside: (name, bytes) => call('appendOutside', name, bytes),
  cutOutside: (name, size) => call('cutOutside', name, size),
  moveOutside: (from, to) => call('moveOutside', from, to),
  removeOutside: (name) => call('removeOutside', name),
  namesOutside: () => call('namesOutside'),
  hasKeychain: () => call('hasKeychain'),
  wrapKey: (key) => call('wrapKey', key),
  unwrapKey: (wrapped) => call('unwrapKey', wrapped),
  beginBackup: () => call('beginBackup'),
  addToBackup: (number, bytes) => call('addToBackup', number, bytes),
  keepBackup: (number) => call('keepBackup', number),
  backups: () => call('backups'),
  openBackup: (name) => call('openBackup', name),
  chooseBackupFolder: () => call('chooseBackupFolder'),
  forgetBackupFolder: () => call('forgetBackupFolder'),
  agreeToShrink: () => call('agreeToShrink'),
  removeReadableBackups: (journal) => call('removeReadableBackups', journal),
  keepTrial: (passed) => call('keepTrial', passed),
  onCommand: (listener) => hear('command', listener),
  onHanded: (listener) => hear('handed', () => listener()),
  onAway: (listener) => hear('away', () => listener()),
  async beforeClose(flush) {
    flushes.push(flush);
    held ??= call('holdClose');
    await held;
  },
} satisfies Bridge;

contextBridge.exposeInMainWorld('staffJournalBridge' satisfies BridgeName, bridge);
