import { useEffect } from 'react';
import { endEngine } from '../../engine/client.ts';
import { failureCode } from '../../engine/failure.ts';
import { closedHere, type Opening } from '../opening.ts';
import { ASK_LASTS_MS, TAKEOVER, type TakeoverMessage } from './channel.ts';
import { allSaved, Busy } from './saves.ts';
import { forgetWish } from './wish.ts';

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
