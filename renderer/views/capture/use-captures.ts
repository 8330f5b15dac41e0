import { useEffect } from 'react';
import { engine } from '../../engine/client.ts';
import { readLater } from '../later.tsx';
import { receive } from './channel.ts';

const entries = readLater(() => import('./captured.ts'));

/** Saves what quick capture sends, from the moment the journal is open. The window may be hidden. */
export function useCaptures(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    return receive(async (captured) => {
      const { entryFrom } = await entries();
      await engine.save(entryFrom(captured, new Date()));
    });
  }, [open]);
}
