import { useRef, useState } from 'react';
import type { Audience } from '../../domain/audience.ts';
import { formatDay } from '../../domain/day.ts';
import { engine } from '../../engine/client.ts';
import type { Listed } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { failureText } from '../failure-texts.ts';
import { hrefOf } from '../route.ts';
import { GrowingList } from './GrowingList.tsx';
import { REASONS, staySentence } from './wording.ts';

interface StayingListProps {
  readonly staying: readonly Listed[];
  /** Who the entries can be raised to. */
  readonly audience: Exclude<Audience, 'me'>;
}

/** What stays behind and why; each entry can be opened, or raised so that it leaves too. */
export function StayingList({ staying, audience }: StayingListProps) {
  const list = useRef<HTMLUListElement>(null);
  const count = useRef<HTMLParagraphElement>(null);
  const [raised, setRaised] = useState<Listed | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function change(entry: Listed, confidentiality: Listed['confidentiality']) {
    setProblem(null);
    try {
      await engine.setConfidentiality(entry.id, confidentiality);
      return true;
    } catch (error) {
      const { title, text } = failureText(error);
      setProblem(`${title}. ${text}`);
      return false;
    }
  }

  async function raise(entry: Listed) {
    const index = staying.indexOf(entry);
    if (!(await change(entry, audience))) return;
    setRaised(entry);
    // The row with the focus is about to go. Its neighbour takes the focus, but not its button: a
    // second Enter must not raise an entry that nobody looked at.
    const neighbour = list.current?.children.item(
      index === staying.length - 1 ? index - 1 : index + 1,
    );
    (neighbour instanceof HTMLElement ? neighbour : count.current)?.focus();
  }

  async function lower(entry: Listed) {
    if (!(await change(entry, entry.confidentiality))) return;
    setRaised(null);
    count.current?.focus();
  }

  return (
    <section className="staying" aria-label="Entries that stay behind">
      <p ref={count} role="status" tabIndex={-1}>
        {staySentence(staying)}
      </p>
      {raised && (
        <div className="staying-raised">
          <p role="status">
            Raised to {audience}: {raised.title || 'Untitled'}
          </p>
          <Button onClick={() => void lower(raised)}>Undo</Button>
        </div>
      )}
      {problem && <p role="alert">{problem}</p>}
      {staying.length > 0 && (
        <GrowingList label="Entries that stay behind" items={staying} step={20} list={list}>
          {(entry) => (
            <li key={entry.id} tabIndex={-1} className="staying-entry">
              <div>
                <a href={hrefOf({ screen: 'entry', id: entry.id })}>{entry.title || 'Untitled'}</a>
                <p className="quiet">
                  <time dateTime={entry.day}>{formatDay(entry.day)}</time>,{' '}
                  {REASONS[entry.confidentiality]}
                </p>
              </div>
              <Button
                aria-label={`Raise to ${audience}: ${entry.title || 'Untitled'}`}
                onClick={() => void raise(entry)}
              >
                Raise to {audience}
              </Button>
            </li>
          )}
        </GrowingList>
      )}
    </section>
  );
}
