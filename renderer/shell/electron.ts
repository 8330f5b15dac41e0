import type {
  Bridge,
  FileRefusal,
  OpenedFile,
  Backups as OwnBackups,
  SaveOutcome,
} from '../../electron/bridge.ts';
import { FileRefused } from './file-refused.ts';
import { mayLeaveApp } from './link.ts';
import type { Backups, Shell } from './shell.ts';

/** The host is Electron, which offers its bridge through the preload. */
export function electronShell(bridge: Bridge): Shell {
  return {
    kind: 'electron',
    platform: bridge.platform,
    checksSpelling: bridge.platform === 'mac',
    async saveFile(name, content) {
      const number = await bridge.saveFile(name);
      if (typeof number === 'string') return isSaved(number);
      await handOver(content, (bytes) => bridge.addToFile(number, bytes));
      return isSaved(await bridge.finishFile(number));
    },
    savePdf: async (name) => isSaved(await bridge.savePdf(name)),
    async openFile(accept) {
      const file = await bridge.openFile(accept);
      return file && readWhole(bridge, file);
    },
    onHandedFile(listener) {
      const take = async () => {
        const file = await bridge.handedFile();
        if (file !== null) listener(readWhole(bridge, file));
      };
      void take();
      return bridge.onHanded(() => void take());
    },
    async openLink(url) {
      if (mayLeaveApp(url)) await bridge.openLink(url);
    },
    showMenu(commands) {
      void bridge.showMenu(commands);
    },
    onCommand: (listener) => bridge.onCommand(listener),
    onAway: (listener) => bridge.onAway(listener),
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
      names: () => bridge.namesOutside(),
    },
    desktop: {
      showCapture() {
        void bridge.showCapture();
      },
      hideCapture() {
        void bridge.hideCapture();
      },
      showJournal() {
        void bridge.showJournal();
      },
      read: () => bridge.desktop(),
      change: (change) => bridge.changeDesktop(change),
      copied() {
        void bridge.copied();
      },
    },
    backups: {
      async keep(file) {
        const number = await bridge.beginBackup();
        await handOver(file, (bytes) => bridge.addToBackup(number, bytes));
        return bridge.keepBackup(number);
      },
      read: () => placed(bridge.backups()),
      open: async (name) => readWhole(bridge, await bridge.openBackup(name)),
      agreeToShrink: () => placed(bridge.agreeToShrink()),
      removeReadable: (journal) => placed(bridge.removeReadableBackups(journal)),
      keepTrial: (passed) => placed(bridge.keepTrial(passed)),
      second: {
        choose: () => placed(bridge.chooseBackupFolder()),
        forget: () => placed(bridge.forgetBackupFolder()),
      },
      granted: null,
    },
    keychain: {
      isReal: () => bridge.hasKeychain(),
      wrap: (key) => bridge.wrapKey(key),
      unwrap: (wrapped) => bridge.unwrapKey(wrapped),
    },
  };
}

async function placed(backups: Promise<OwnBackups>): Promise<Backups> {
  return { ...(await backups), place: 'own' };
}

/** A Blob cannot cross the bridge; its bytes can, some at a time. */
const PIECE_BYTES = 4 * 1024 * 1024;

async function handOver(
  content: Blob,
  add: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < content.size; at += PIECE_BYTES) {
    await add(new Uint8Array(await content.slice(at, at + PIECE_BYTES).arrayBuffer()));
  }
}

async function readWhole(bridge: Bridge, file: OpenedFile | FileRefusal): Promise<File> {
  if (typeof file === 'string') throw new FileRefused(file);
  const { number, name, size } = file;
  const pieces: Blob[] = [];
  try {
    for (let at = 0; at < size; at += PIECE_BYTES) {
      // As a Blob of its own it need not stay in this process's memory.
      pieces.push(new Blob([await bridge.readPiece(number, at, at + PIECE_BYTES)]));
    }
  } catch {
    // It could be read a moment ago: a stick that was pulled, a drive that fails.
    throw new FileRefused('not-readable');
  } finally {
    bridge.closeFile(number).catch(() => undefined);
  }
  return new File(pieces, name);
}

/** False when the writer cancelled. */
function isSaved(outcome: SaveOutcome): boolean {
  if (outcome === 'saved' || outcome === 'cancelled') return outcome === 'saved';
  throw new FileRefused(outcome);
}
