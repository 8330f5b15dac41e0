import { useEffect } from 'react';
import { endEngine, settled } from '../../engine/client.ts';
import { failureCode } from '../../engine/failure.ts';
import { closedHere, type Opening } from '../opening.ts';
import { ASK_LASTS_MS, TAKEOVER, type TakeoverMessage } from './channel.ts';
import { saveAll } from './saves.ts';
import { forgetWish } from './wish.ts';

/** How long a call to the engine, such as an import, may hold up the other window. */
const PATIENCE_MS = 20_000;

class Busy extends Error {}

/** Closes the journal when another window asks for it. Only a window that has it answers. */
export function useTakeovers(opening: Opening): void {
  const { state } = opening;
  const open = state === 'open';
  // Their engines hold the journal as well, and nothing in these windows is unsaved.
  const asking = state === 'lost' ? opening.way === null : state === 'unkept' && !opening.asking;
  const stuck = state === 'failed' || state === 'locked' || asking;
  useEffect(() => {
    if (open) forgetWish();
  }, [open]);
  useEffect(() => {
    if (!open && !stuck) return;
    return answerTakeovers(open);
  }, [open, stuck]);
}

function answerTakeovers(open: boolean): () => void {
  const channel = new BroadcastChannel(TAKEOVER);
  const say = (message: TakeoverMessage) => channel.postMessage(message);
  let closing = false;

  channel.onmessage = async ({ data }: MessageEvent<TakeoverMessage>) => {
    if (data.type !== 'ask' || Date.now() - data.at > ASK_LASTS_MS) return;
    say({ type: 'saving' });
    if (closing) return;
    closing = true;
    try {
      if (open) await allSaved();
      endEngine();
      closedHere();
    } catch (error) {
      say({ type: 'refused', why: error instanceof Busy ? 'busy' : failureCode(error) });
    } finally {
      closing = false;
    }
  };
  return () => channel.close();
}

/** Resolves when the journal has all that is on the screen; nothing can be written there meanwhile. */
async function allSaved(): Promise<void> {
  const focused = document.activeElement;
  // Words still being composed are committed when their field loses the focus.
  if (focused instanceof HTMLElement) focused.blur();
  document.body.inert = true;
  try {
    await saveAll();
    await Promise.race([settled(), busyAfter(PATIENCE_MS)]);
    // What was answered last may have left words behind.
    await saveAll();
  } catch (error) {
    document.body.inert = false;
    if (focused instanceof HTMLElement) focused.focus();
    throw error;
  }
  document.body.inert = false;
}

function busyAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Busy()), milliseconds));
}
