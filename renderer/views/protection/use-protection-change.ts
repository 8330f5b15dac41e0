import { useEffect, useRef, useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { Progress } from '../../engine/contract.ts';
import { failureCode } from '../../engine/failure.ts';
import { showToast } from '../../parts/toasts.tsx';
import { failureSentences } from '../failure-texts.ts';
import { useLasting } from '../use-lasting.ts';

interface Work {
  readonly done: number;
  /** 0 while a keychain is asked, or a key is made. */
  readonly total: number;
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
  change: (progress: Progress) => Promise<void>,
  onClose: () => void,
  onDone = onClose,
): ProtectionChange {
  const [work, setWork] = useState<Work | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const lasting = useLasting(work !== null);
  const working = useRef(false);

  function cancel() {
    if (working.current) void engine.cancelProtection();
  }
  useEffect(() => cancel, []);

  async function run() {
    working.current = true;
    setProblem(null);
    setWork({ done: 0, total: 0 });
    try {
      await change((done, total) => {
        // What was under way may still be told after the end.
        if (working.current) setWork({ done, total });
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
