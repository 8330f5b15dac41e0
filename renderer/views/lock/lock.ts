import { endEngine, isBusy } from '../../engine/client.ts';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { backUpBeforeEnd } from '../backups/schedule.ts';
import { failureText } from '../failure-texts.ts';
import { allSaved, Busy } from '../takeover/saves.ts';
import { watchIdle } from './idle.ts';
import { lockAfter } from './on-this-computer.ts';
import { rememberLocked } from './was-locked.ts';

/**
 * Why the journal is locked: the writer says so, has done nothing for a while, or has gone away, as
 * the system tells by its lock screen, by going to sleep, or by the last window being closed.
 */
export type LockReason = 'asked' | 'idle' | 'away';

/** How long until another try, where what is written could not be saved. */
const AGAIN_MS = 60_000;

let isLocking = false;
let again: ReturnType<typeof setTimeout> | undefined;

/**
 * Locks the journal: what is written is saved, the engine ends, and the page is loaded anew, since with
 * it go all the words that it has held, and what it could undo. Where something cannot be saved the
 * journal stays open, and says so: that nothing is lost comes before that nobody reads it.
 */
export async function lock(reason: LockReason): Promise<void> {
  if (isLocking) return;
  isLocking = true;
  clearTimeout(again);
  try {
    await allSaved();
  } catch (error) {
    isLocking = false;
    if (reason === 'away') lockLater();
    // The tray asks for it while nobody sees the window.
    if (reason === 'asked') shell.desktop?.showJournal();
    showToast({ text: `The journal is not locked. ${why(error)}${further(reason)}` });
    return;
  }
  // From here on nothing can be typed, and nothing is to be read.
  document.body.inert = true;
  document.body.hidden = true;
  rememberLocked();
  await backUpBeforeEnd().catch(() => undefined);
  endEngine();
  // Not another address in its place: the way back to earlier screens would then lead to older
  // pages, which would have to be unlocked once more.
  location.reload();
}

/** Tries again, until the writer is back. */
function lockLater() {
  again = setTimeout(lock, AGAIN_MS, 'away');
  for (const type of ['keydown', 'pointerdown']) {
    window.addEventListener(type, () => clearTimeout(again), { once: true, capture: true });
  }
}

function why(error: unknown): string {
  if (error instanceof Busy) return 'Something is still under way, such as an import.';
  return `What is written could not be saved. ${failureText(error).title}.`;
}

function further(reason: LockReason): string {
  return reason === 'asked' ? ' Try again.' : ' It will be tried again.';
}

/** From now on the journal is locked when nobody is there. Answers a function that ends it. */
export function lockWhenAway(): () => void {
  const stops = [
    // What takes long may not be cut short, and is waited for by a writer who does nothing.
    watchIdle(lockAfter, () => {
      if (!isBusy()) void lock('idle');
    }),
    shell.onAway(() => void lock('away')),
  ];
  return () => {
    clearTimeout(again);
    for (const stop of stops) stop();
  };
}
