import { useSyncExternalStore } from 'react';
import type { Draft, DraftState } from './draft.ts';

/** One part of a draft, so that a keystroke renders only what shows it. Select, do not build. */
export function useDraft<T>(draft: Draft, select: (state: DraftState) => T): T {
  return useSyncExternalStore(draft.subscribe, () => select(draft.state()));
}
