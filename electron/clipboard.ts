import { createHash } from 'node:crypto';
import { clipboard } from 'electron';
import { desktopSettings } from './desktop-settings.ts';

const KEPT_MS = 60_000;
/** The page tells of a copy before it lies on the clipboard. */
const THERE_AFTER_MS = 300;

/** What was copied last, by its digest alone: the words themselves are kept nowhere else. */
let ours: string | null = null;
let timer: NodeJS.Timeout | undefined;

/** Takes what was just copied in a page off the clipboard after a minute, unless something else is there by then. */
export async function copied(): Promise<void> {
  if (!desktopSettings.read().clearsClipboard) return;
  await new Promise((resolve) => setTimeout(resolve, THERE_AFTER_MS));
  const words = await clipboard.readText();
  if (words === '') return;
  ours = digest(words);
  clearTimeout(timer);
  timer = setTimeout(clearCopied, KEPT_MS);
}

/** The same at once, at a quit. A clipboard that does not answer holds nothing up. */
export async function clearCopied(): Promise<void> {
  if (ours === null) return;
  try {
    if (digest(await clipboard.readText()) === ours) clipboard.clear();
  } catch {
    // Another program holds it.
  }
  ours = null;
}

function digest(words: string): string {
  return createHash('sha256').update(words).digest('hex');
}
