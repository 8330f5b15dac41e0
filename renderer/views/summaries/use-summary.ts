import { useEffect, useState } from 'react';
import { engine, whenChanged } from '../../engine/client.ts';
import type { SummaryPreview, SummaryRequest } from '../../engine/contract.ts';

export interface Summary {
  /** The last answer, kept on screen while the next is on its way. */
  readonly preview: SummaryPreview | null;
  /** Whether that answer is to the present request, and not to the one before. */
  readonly current: boolean;
  readonly working: boolean;
  /** Why the last question has no answer. */
  readonly error: unknown;
}

interface Answer {
  readonly request: SummaryRequest | null;
  readonly preview: SummaryPreview | null;
  readonly error: unknown;
}

/** The summary of a request, asked again whenever the request or the journal changes. */
export function useSummary(request: SummaryRequest): Summary {
  const [answer, setAnswer] = useState<Answer>({ request: null, preview: null, error: null });
  const [working, setWorking] = useState(true);

  useEffect(() => {
    let wanted = true;
    let asking = false;
    let stale = false;

    async function ask() {
      stale = true;
      // One question at a time: a burst of changes is answered once, by the newest state.
      if (asking) return;
      asking = true;
      setWorking(true);
      while (stale && wanted) {
        stale = false;
        try {
          const preview = await engine.summary(request);
          if (wanted) setAnswer({ request, preview, error: null });
        } catch (error) {
          if (wanted) setAnswer((last) => ({ ...last, error }));
        }
      }
      asking = false;
      if (wanted) setWorking(false);
    }

    void ask();
    const stop = whenChanged(() => void ask());
    return () => {
      wanted = false;
      stop();
    };
  }, [request]);

  const { preview, error } = answer;
  return { preview, error, working, current: answer.request === request && error === null };
}
