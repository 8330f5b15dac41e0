import { type KeyboardEvent, useId } from 'react';
import type { EntryHistory } from './entry-history.ts';
import { whenWritten, words, wordsIn } from './wording.ts';

interface VersionListProps {
  readonly history: EntryHistory;
  /** The number of a version, or null for the entry as it is. */
  readonly chosen: number | null;
  readonly onChoose: (seq: number | null) => void;
  readonly onEnter: () => void;
}

/** When each version was written, the entry as it is on top. */
export function VersionList({ history, chosen, onChoose, onEnter }: VersionListProps) {
  const id = useId();
  const today = new Date();
  const items = [
    { seq: null, when: 'Now', words: wordsIn(history.now) },
    ...history.versions.map((version) => ({
      seq: version.seq,
      when: whenWritten(version.updated, today),
      words: words(version.words),
    })),
  ];
  const at = items.findIndex(({ seq }) => seq === chosen);

  function press(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = items.length - 1;
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      const item = items[Math.min(last, Math.max(0, next))];
      if (item !== undefined) onChoose(item.seq);
    } else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  }

  return (
    <div
      role="listbox"
      aria-label="Versions"
      className="history-versions"
      tabIndex={0}
      aria-activedescendant={`${id}-${at}`}
      onKeyDown={press}
    >
      {items.map(({ seq, when, words }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
        <div
          key={seq}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          ref={(element) => {
            if (index === at) element?.scrollIntoView({ block: 'nearest' });
          }}
          onClick={() => onChoose(seq)}
        >
          <span>{when}</span>
          {words !== null && <span className="history-words">{words}</span>}
        </div>
      ))}
    </div>
  );
}
