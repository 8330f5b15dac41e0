import { useEffect, useState } from 'react';
import { whenChanged } from '../engine/client.ts';

interface Asked<T> {
  /** The last answer; an older question's until the newer has one. Null before the first. */
  readonly answer: T | null;
  /** Why the question has no answer. */
  readonly error: unknown;
  readonly askAgain: () => void;
}

/**
 * What the engine says to a question, asked again whenever entries change.
 * @param question must stay the same function (`useCallback`) while it is the same question
 */
export function useAnswer<T>(question: () => Promise<T>): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);

  useEffect(() => {
    let newest = 0;
    const ask = async () => {
      const asked = ++newest;
      const take = (next: () => void) => {
        if (asked === newest) next();
      };
      try {
        const given = await question();
        take(() => {
          setAnswer(given);
          setError(null);
        });
      } catch (problem) {
        take(() => setError(problem));
      }
    };
    void ask();
    const stop = whenChanged(() => void ask());
    return () => {
      newest = -1;
      stop();
    };
  }, [question, tries]);

  return { answer, error, askAgain: () => setTries(tries + 1) };
}
