import { useCallback, useEffect, useState } from 'react';
import { ASKS_EVERY_MS, TAKEOVER, type TakeoverMessage } from './channel.ts';
import { forgetWish, isWished } from './wish.ts';

/** How far a window has come that wants the journal which another one has. */
export type Asking =
  /** It has not asked. */
  | { readonly state: 'waiting' }
  | { readonly state: 'asking' }
  /** The other window saves what is written there. */
  | { readonly state: 'saving' }
  | { readonly state: 'refused'; readonly why: Refusal['why'] }
  /** The other window says nothing. It may still be writing, so the journal is not taken from it. */
  | { readonly state: 'silent' };

type Refusal = Extract<TakeoverMessage, { readonly type: 'refused' }>;

/** Many times what an answer takes, and more than a page is busy with anything. */
const SILENT_AFTER_MS = 6_000;

/** Asks the window that has the journal to close it, once `ask` is called. */
export function useAsking(): { readonly asking: Asking; readonly ask: () => void } {
  const [asking, setAsking] = useState<Asking>(() => ({
    state: isWished() ? 'asking' : 'waiting',
  }));
  const wanted = asking.state === 'asking' || asking.state === 'saving';

  useEffect(() => {
    if (!wanted) return;
    forgetWish();
    const channel = new BroadcastChannel(TAKEOVER);
    let heard = performance.now();

    const ask = () => {
      if (performance.now() - heard > SILENT_AFTER_MS) return setAsking({ state: 'silent' });
      channel.postMessage({ type: 'ask', at: Date.now() } satisfies TakeoverMessage);
    };
    channel.onmessage = ({ data }: MessageEvent<TakeoverMessage>) => {
      if (data.type === 'ask') return;
      heard = performance.now();
      setAsking(data.type === 'saving' ? { state: 'saving' } : { state: 'refused', why: data.why });
    };
    ask();
    // Again, because a third window may have been next in line for the journal.
    const timer = setInterval(ask, ASKS_EVERY_MS);
    return () => {
      clearInterval(timer);
      channel.close();
    };
  }, [wanted]);

  return { asking, ask: useCallback(() => setAsking({ state: 'asking' }), []) };
}
