import { useEffect } from 'react';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { readLater } from '../later.tsx';
import type { Opening } from '../opening.ts';
import { navigate } from '../route.ts';
import { forgetLocked } from './was-locked.ts';

const locking = readLater(() => import('./lock.ts'));

/**
 * Locks an open journal that something protects, when nobody is there.
 * @returns what locks it because the writer says so
 */
export function useLocking(opening: Opening): () => void {
  const kind = opening.state === 'open' ? opening.opened.protection.kind : null;
  const isProtected = kind !== null && kind !== 'none';

  useEffect(() => {
    if (kind !== null) forgetLocked();
  }, [kind]);

  useEffect(() => {
    if (!isProtected) return;
    const over = new AbortController();
    const idle = requestIdleCallback(async () => {
      const stop = (await locking()).lockWhenAway();
      if (over.signal.aborted) stop();
      else over.signal.addEventListener('abort', stop);
    });
    return () => {
      cancelIdleCallback(idle);
      over.abort();
    };
  }, [isProtected]);

  return () => {
    if (isProtected) void locking().then(({ lock }) => lock('asked'));
    else if (kind === 'none') sayUnprotected();
  };
}

function sayUnprotected() {
  // The tray asks for it while nobody sees the window.
  shell.desktop?.showJournal();
  showToast({
    text: 'Nothing protects the journal yet, so locking it would keep nobody out. Settings, under Privacy, let you change that.',
    action: { label: 'Open Settings', run: () => navigate({ screen: 'settings' }) },
  });
}
