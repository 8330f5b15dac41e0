import type { EngineEvent } from '../../engine/contract.ts';
import { showToast } from '../../parts/toasts.tsx';
import { counted } from '../counted.ts';

const NOT_JOINED = {
  aside:
    'Something that was captured while the journal was locked cannot be read: it was damaged, or is none of yours. It is kept beside the journal.',
  later:
    'What was captured while the journal was locked could not be added yet. It is kept, and joins the journal when that is next unlocked.',
} as const;

/** Says what quick capture took while the journal was locked. */
export function sayJoined({ entries, problem }: Extract<EngineEvent, { type: 'joined' }>): void {
  const joined = `${counted(entries, 'entry', 'entries')} captured while the journal was locked ${entries === 1 ? 'has' : 'have'} joined it.`;
  const texts = [entries > 0 && joined, problem && NOT_JOINED[problem]];
  showToast({ text: texts.filter(Boolean).join(' ') });
}
