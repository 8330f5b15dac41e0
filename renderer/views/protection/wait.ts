import { useEffect, useState } from 'react';
import { whenDelayed } from '../../engine/client.ts';

/** Until when the engine looks at no secret, since the last ones were wrong. It is one wait for all. */
let until = 0;
const listeners = new Set<() => void>();

whenDelayed(({ seconds }) => {
  until = performance.now() + seconds * 1000;
  for (const listener of listeners) listener();
});

const secondsLeft = () => Math.max(0, Math.ceil((until - performance.now()) / 1000));

/** For how many more seconds the engine looks at no secret; 0 where it does. */
export function useWait(): number {
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    const look = () => setLeft(secondsLeft());
    listeners.add(look);
    const clock = setInterval(look, 250);
    return () => {
      listeners.delete(look);
      clearInterval(clock);
    };
  }, []);
  return left;
}
