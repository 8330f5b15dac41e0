import type { Piece, Stretch, TextChanges } from '../../domain/text-changes.ts';
import { LongText } from '../../parts/LongText.tsx';
import { counted } from '../counted.ts';
import { Pieces } from './Pieces.tsx';

/** How many unchanged lines are shown beside a change, and how long they may be to help at that. */
const BESIDE = 2;
const LONGEST = 400;
/** Fewer are shown rather than folded away. */
const WORTH_FOLDING = 4;

/** The text of a version with what changed in it; what did not is folded away. */
export function ChangedText({ changes }: { readonly changes: TextChanges }) {
  const { stretches } = changes;
  return (
    <div className="history-written">
      {stretches.map((stretch, index) =>
        stretch.kind === 'same' ? (
          <Unchanged
            key={index}
            stretch={stretch}
            isFirst={index === 0}
            isLast={index === stretches.length - 1}
          />
        ) : (
          <Changed key={index} pieces={stretch.pieces} />
        ),
      )}
    </div>
  );
}

function Changed({ pieces }: { readonly pieces: readonly Piece[] }) {
  const isReplaced = pieces.every(({ kind }) => kind !== 'same');
  return (
    <div className={isReplaced ? 'history-replaced' : undefined}>
      <Pieces pieces={pieces} />
    </div>
  );
}

interface UnchangedProps {
  readonly stretch: Extract<Stretch, { kind: 'same' }>;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function Unchanged({ stretch, isFirst, isLast }: UnchangedProps) {
  const { text, lines } = stretch;
  const head = isFirst ? 0 : firstLines(text);
  const tail = isLast ? text.length : Math.max(head, lastLines(text));
  const hidden = lines - linesIn(text.slice(0, head)) - linesIn(text.slice(tail));
  if (hidden < WORTH_FOLDING && text.length < LONGEST * WORTH_FOLDING) return <div>{text}</div>;
  return (
    <>
      {head > 0 && <div>{text.slice(0, head)}</div>}
      <details className="history-fold">
        <summary>{counted(hidden, 'unchanged line', 'unchanged lines')}</summary>
        <div>
          <LongText text={text.slice(head, tail)} />
        </div>
      </details>
      {tail < text.length && <div>{text.slice(tail)}</div>}
    </>
  );
}

/** Where the lines end that are shown after a change. */
function firstLines(text: string): number {
  let end = 0;
  for (let line = 0; line < BESIDE; line++) {
    const next = text.indexOf('\n', end) + 1 || text.length;
    if (next - end > LONGEST) break;
    end = next;
  }
  return end;
}

/** Where the lines begin that are shown before a change. */
function lastLines(text: string): number {
  let start = text.length;
  for (let line = 0; line < BESIDE && start > 0; line++) {
    const next = text.lastIndexOf('\n', start - 2) + 1;
    if (start - next > LONGEST) break;
    start = next;
  }
  return start;
}

function linesIn(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);
}
