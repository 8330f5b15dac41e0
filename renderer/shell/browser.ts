import { mayLeaveApp } from './link.ts';
import type { BackupsShell, Platform, Shell } from './shell.ts';

/** Long enough for a browser that asks where to save before it reads the object. */
const KEEP_DOWNLOAD_MS = 60_000;

/** The host is a plain browser: what it lacks is absent, not broken. */
export function browserShell(): Shell {
  // A full disk must not cost the journal: the browser decides by itself, sooner for a page that is used.
  requestIdleCallback(() => navigator.storage.persist().catch(() => undefined));
  return {
    kind: 'browser',
    platform: platformOf(navigator.userAgent),
    checksSpelling: false,
    saveFile: download,
    savePdf: print,
    openFile: chooseFile,
    async openLink(url) {
      if (mayLeaveApp(url)) window.open(url, '_blank', 'noopener,noreferrer');
    },
    showMenu() {},
    onHandedFile: () => () => {},
    onCommand: () => () => {},
    // A tab out of sight says nothing of who sits before the screen.
    onAway: () => () => {},
    outside: null,
    beforeClose() {},
    desktop: null,
    backups: 'showDirectoryPicker' in window ? backupsInFolder() : null,
    keychain: null,
  };
}

/** What does it is read when it is first asked: the first screen needs nothing of it. */
function backupsInFolder(): BackupsShell {
  const there = () => import('./browser-backups.ts');
  return {
    keep: async (file) => (await there()).keep(file),
    read: async () => (await there()).read(),
    open: async (name) => (await there()).open(name),
    agreeToShrink: async () => (await there()).agreeToShrink(),
    removeReadable: async (journal) => (await there()).removeReadable(journal),
    keepTrial: async (passed) => (await there()).keepTrial(passed),
    second: null,
    granted: {
      choose: async () => (await there()).choose(),
      forget: async () => (await there()).forget(),
      allow: async () => (await there()).allow(),
    },
  };
}

async function download(name: string, content: Blob): Promise<boolean> {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_DOWNLOAD_MS);
  return true;
}

/** Blocks until the print dialog is closed; whether it printed is not told. */
async function print(name: string): Promise<boolean> {
  const { title } = document;
  // Browsers suggest the title as the file's name.
  document.title = name.replace(/\.pdf$/, '');
  window.print();
  document.title = title;
  return true;
}

function chooseFile(accept: readonly string[]): Promise<File | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept.join(',');
  input.hidden = true;
  // In the document, because a detached input can be collected while its dialog is open.
  document.body.append(input);
  const { promise, resolve } = Promise.withResolvers<File | null>();
  input.addEventListener('change', () => resolve(input.files?.item(0) ?? null));
  input.addEventListener('cancel', () => resolve(null));
  input.click();
  return promise.finally(() => input.remove());
}

function platformOf(userAgent: string): Platform {
  if (userAgent.includes('Mac OS')) return 'mac';
  return userAgent.includes('Windows') ? 'windows' : 'linux';
}
