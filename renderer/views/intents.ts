import { useEffect, useEffectEvent } from 'react';

/**
 * What a command wants done on another screen, once that screen is there. The command goes to the
 * screen and leaves its intent; the screen takes it.
 */
export type Intent = 'import' | 'export-archive' | 'export-summary' | 'history';

let pending: Intent | null = null;
const listeners = new Set<() => void>();

export function intend(intent: Intent): void {
  pending = intent;
  for (const listener of [...listeners]) listener();
}

/** What no screen has taken yet is not wanted any more. */
export function forgetIntent(): void {
  pending = null;
}

/** Runs when the writer asked for this: at once if that was before the screen was there. */
export function useIntent(intent: Intent, run: () => void): void {
  const take = useEffectEvent(() => {
    if (pending !== intent) return;
    pending = null;
    run();
  });
  useEffect(() => {
    const hear = () => take();
    hear();
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, []);
}
