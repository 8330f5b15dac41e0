import type { Bridge, SaveOutcome } from '../../electron/bridge.ts';
import { FileRefused } from './file-refused.ts';
import { mayLeaveApp } from './link.ts';
import type { Shell } from './shell.ts';

/** The host is Electron, which offers its bridge through the preload. */
export function electronShell(bridge: Bridge): Shell {
  return {
    kind: 'electron',
    platform: bridge.platform,
    checksSpelling: bridge.platform === 'mac',
    // A Blob cannot cross the bridge; its bytes can.
    saveFile: async (name, content) =>
      isSaved(await bridge.saveFile(name, new Uint8Array(await content.arrayBuffer()))),
    savePdf: async (name) => isSaved(await bridge.savePdf(name)),
    async openFile(accept) {
      const file = await bridge.openFile(accept);
      if (typeof file === 'string') throw new FileRefused(file);
      return file && new File([file.bytes], file.name);
    },
    async openLink(url) {
      if (mayLeaveApp(url)) await bridge.openLink(url);
    },
    showMenu(commands) {
      void bridge.showMenu(commands);
    },
    onCommand: (listener) => bridge.onCommand(listener),
    beforeClose(flush) {
      void bridge.beforeClose(flush);
    },
    outside: {
      size: (name) => bridge.sizeOutside(name),
      read: (name, from, to) => bridge.readOutside(name, from, to),
      async append(name, bytes) {
        if (await bridge.appendOutside(name, bytes)) return;
        // Under the name that a browser's own storage says it by, for the engine knows no host.
        throw new DOMException('The disk is full.', 'QuotaExceededError');
      },
      cut: (name, size) => bridge.cutOutside(name, size),
      move: (from, to) => bridge.moveOutside(from, to),
      remove: (name) => bridge.removeOutside(name),
    },
    desktop: {
      showCapture() {
        void bridge.showCapture();
      },
      hideCapture() {
        void bridge.hideCapture();
      },
      read: () => bridge.desktop(),
      change: (change) => bridge.changeDesktop(change),
    },
    backups: {
      keep: async (file) => bridge.keepBackup(new Uint8Array(await file.arrayBuffer())),
      read: () => bridge.backups(),
      async open(name) {
        const file = await bridge.readBackup(name);
        if (typeof file === 'string') throw new FileRefused(file);
        return new File([file.bytes], file.name);
      },
      chooseFolder: () => bridge.chooseBackupFolder(),
      forgetFolder: () => bridge.forgetBackupFolder(),
      agreeToShrink: () => bridge.agreeToShrink(),
      keepTrial: (passed) => bridge.keepTrial(passed),
    },
    keychain: {
      isReal: () => bridge.hasKeychain(),
      wrap: (key) => bridge.wrapKey(key),
      unwrap: (wrapped) => bridge.unwrapKey(wrapped),
    },
  };
}

/** False when the writer cancelled. */
function isSaved(outcome: SaveOutcome): boolean {
  if (outcome === 'saved' || outcome === 'cancelled') return outcome === 'saved';
  throw new FileRefused(outcome);
}
