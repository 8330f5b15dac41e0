import { useEffect } from 'react';
import { engine } from '../../engine/client.ts';
import { readLater } from '../later.tsx';
import type { Opening } from '../opening.ts';
import { receive } from './channel.ts';

const entries = readLater(() => import('./captured.ts'));

/** Saves what quick capture sends, from the moment the journal is here, open or locked. The window may be hidden. */
export function useCaptures({ state }: Opening): void {
  const open = state === 'open';
  const locked = state === 'locked' || state === 'unlocking';
  useEffect(() => {
    if (!open && !locked) return;
    return receive(
      async (captured) => {
        const { entryFrom } = await entries();
        return engine.capture(entryFrom(captured, new Date()));
      },
      { locked },
    );
  }, [open, locked]);
}
