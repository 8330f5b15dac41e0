import type { FailureCode } from '../../engine/failure.ts';

/**
 * What two windows say to each other about the journal. One asks again and again for as long as its
 * writer wants the journal, the other answers each time. That it was given up is no message: the
 * asking window's engine gets the journal's lock, and opens.
 */
export const TAKEOVER = 'takeover';

export type TakeoverMessage =
  | {
      readonly type: 'ask';
      /** When it was asked, by the clock of this computer. */
      readonly at: number;
    }
  /** The window saves what is written there, and will close its journal. */
  | { readonly type: 'saving' }
  | {
      readonly type: 'refused';
      /** Why it could not save: `busy` when something else is still under way, null for a bug. */
      readonly why: FailureCode | 'busy' | null;
    };

/** How often a window asks. */
export const ASKS_EVERY_MS = 1_000;

/**
 * How old a question may be when it is heard. A window that was frozen hears old ones when it wakes,
 * and whoever asked them may be gone: nobody would have the journal then.
 */
export const ASK_LASTS_MS = 3_000;
