import type { ReactNode } from 'react';

interface MarkedProps {
  readonly text: string;
  /** Places to mark: UTF-16 units, end exclusive, in order, not overlapping. */
  readonly marks: readonly (readonly [start: number, end: number])[];
}

/** Text with places marked in it. */
export function Marked({ text, marks }: MarkedProps) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of marks) {
    pieces.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces;
}
