import { useEffect, useRef, useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { Progress } from '../../engine/contract.ts';
import { Failure, failureCode } from '../../engine/failure.ts';
import { showToast } from '../../parts/toasts.tsx';
import { backUpBefore } from '../backups/backups.ts';
import { failureSentences } from '../failure-texts.ts';
import { useLasting } from '../use-lasting.ts';

interface Work {
  readonly done: number;
  /** 0 while a keychain is asked, or a key is made. */
  readonly total: number;
}

/** What a change is made with. */
interface Making {
  readonly progress: Progress;
  /** Keeps the journal as it is; rejects where the writer would rather not go on, or has cancelled meanwhile. */
  readonly backUpFirst: () => Promise<void>;
}

interface ProtectionChange {
  /** How far it is; null where there is nothing to say. */
  readonly work: Work | null;
  readonly problem: string | null;
  /** How often it has failed. */
  readonly tries: number;
  /** Under way, however short. */
  readonly busy: boolean;
  readonly start: () => void;
  /** Cancels what is under way; otherwise closes the dialog. */
  readonly close: () => void;
}

/**
 * A change of how the journal is protected, from a dialog: the dialog stays until it is known what
 * became of it, and when the screen goes, it is cancelled.
 * @param onDone where something else than the end follows on it
 */
export function useProtectionChange(
  change: (making: Making) => Promise<void>,
  onClose: () => void,
  onDone = onClose,
): ProtectionChange {
  const [work, setWork] = useState<Work | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const lasting = useLasting(work !== null);
  const working = useRef(false);
  const stop = useRef(new AbortController());

  function cancel() {
    if (!working.current) return;
    stop.current.abort();
    void engine.cancelProtection();
  }
  useEffect(() => cancel, []);

  async function backUpFirst() {
    const { signal } = stop.current;
    // The backup itself is finished and kept: only what follows on it does not happen.
    const stopped = new Promise<false>((resolve) => {
      signal.addEventListener('abort', () => resolve(false), { once: true });
    });
    if (!(await Promise.race([backUpBefore(), stopped]))) throw new Failure('cancelled');
  }

  async function run() {
    working.current = true;
    stop.current = new AbortController();
    setProblem(null);
    setWork({ done: 0, total: 0 });
    try {
      await change({
        backUpFirst,
        progress(done, total) {
          // What was under way may still be told after the end.
          if (working.current) setWork({ done, total });
        },
      });
      onDone();
    } catch (error) {
      if (failureCode(error) === 'cancelled') {
        showToast({ text: 'Cancelled. The journal is as it was.' });
        onClose();
      } else {
        setProblem(failureSentences(error));
        setTries((before) => before + 1);
      }
    } finally {
      working.current = false;
      setWork(null);
    }
  }

  return {
    work: lasting ? work : null,
    problem,
    tries,
    busy: work !== null,
    start() {
      if (!working.current) void run();
    },
    close() {
      // The work itself says when it has stopped: it may have been quicker than the writer.
      if (working.current) cancel();
      else onClose();
    },
  };
}
