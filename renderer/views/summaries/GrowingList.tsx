import { type ReactNode, type RefObject, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { number } from '../counted.ts';

interface GrowingListProps<T> {
  /** The accessible name. */
  readonly label: string;
  readonly items: readonly T[];
  /** How many are shown at first, and how many more at each asking. */
  readonly step: number;
  readonly list?: RefObject<HTMLUListElement | null>;
  /** One `li` with a key. */
  readonly children: (item: T) => ReactNode;
}

/** A list that may be long: the rest comes when asked for, so that what follows is near by keyboard too. */
export function GrowingList<T>({ label, items, step, list, children }: GrowingListProps<T>) {
  const [limit, setLimit] = useState(step);
  const rest = items.length - limit;
  return (
    <>
      <ul ref={list} className="growing-list" aria-label={label}>
        {items.slice(0, limit).map(children)}
      </ul>
      {rest > 0 && (
        <Button variant="quiet" onClick={() => setLimit(limit + step)}>
          Show {number(Math.min(step, rest))} more of {number(rest)}
        </Button>
      )}
    </>
  );
}
