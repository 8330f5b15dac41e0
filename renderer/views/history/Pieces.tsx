import type { Piece } from '../../domain/text-changes.ts';
import { LongText } from '../../parts/LongText.tsx';

/** More of a line between two changes would hide them. */
const LONG = 600;
const SHOWN = 200;

/** A passage with what was removed and what was added in it; the elements say so by more than colour. */
export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece, index) => (
    <Passage key={index} {...piece} isLast={index === pieces.length - 1} />
  ));
}

function Passage({ kind, text, isLast }: Piece & { readonly isLast: boolean }) {
  switch (kind) {
    case 'same':
      return <Unchanged text={text} isLast={isLast} />;
    case 'removed':
      return (
        <del>
          <LongText text={isUnseen(text) ? text.replaceAll('\n', '↵') : text} />
        </del>
      );
    case 'added':
      return (
        <ins>
          <LongText text={isUnseen(text) ? text.replaceAll('\n', '↵\n') : text} />
        </ins>
      );
  }
}

/** A line break that comes or goes leaves nothing to see but the lines around it. */
function isUnseen(text: string): boolean {
  return text.includes('\n') && text.trim() === '';
}

function Unchanged({ text, isLast }: { readonly text: string; readonly isLast: boolean }) {
  if (text.length <= LONG) return text;
  const head = text.slice(0, text.indexOf(' ', SHOWN) + 1 || SHOWN);
  const tail = isLast ? '' : text.slice(text.lastIndexOf(' ', text.length - SHOWN));
  if (head.length + tail.length >= text.length) return text;
  return (
    <>
      {head}
      <span className="history-left-out">[…]</span>
      {tail}
    </>
  );
}
