import { Fragment, type ReactNode } from 'react';
import './long-text.css';

/** Below this, laying out all of a text at once takes no time that anyone would notice. */
const SHORT = 20_000;
const BLOCK = 4_000;
/** A line that is longer than this is broken here. */
const LINE = 10_000;

/** A text of any length, with its line breaks, of which only what is near the window is laid out. */
export function LongText({ text }: { readonly text: string }) {
  if (text.length <= SHORT) return <Fragment>{text}</Fragment>;
  const blocks: ReactNode[] = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at + BLOCK) + 1 || text.length;
    const next = end - at <= LINE + BLOCK ? end : at + LINE;
    blocks.push(
      <span key={at} className="long-text-block">
        {text.slice(at, next)}
      </span>,
    );
    at = next;
  }
  return <Fragment>{blocks}</Fragment>;
}
