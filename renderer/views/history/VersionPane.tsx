import { useEffect, useMemo, useRef, useState } from 'react';
import type { Entry } from '../../domain/entry.ts';
import { changesBetween } from '../../domain/history.ts';
import { textChanges } from '../../domain/text-changes.ts';
import type { Version } from '../../engine/contract.ts';
import { Segments } from '../../parts/Segments.tsx';
import { ChangedText } from './ChangedText.tsx';
import type { EntryHistory } from './entry-history.ts';
import { FieldChanges } from './FieldChanges.tsx';
import { versionFailure } from './version-failure.ts';
import { WholeVersion } from './WholeVersion.tsx';
import { changesSentence, inSentence, whenWritten } from './wording.ts';

/** What the pane has to show. */
export interface Shown {
  /** The number of the version; null for the entry as it is. */
  readonly seq: number | null;
  /** The version that came after it; null when that is the entry as it is. */
  readonly after: Version | null;
  /** What it says; null when it cannot be read, and `error` says why. */
  readonly entry: Entry | null;
  readonly error: unknown;
  /** What the one after it says; null when that cannot be read. */
  readonly next: Entry | null;
}

type Way = 'changes' | 'whole';
const WAYS = [
  { value: 'changes', label: 'Changes' },
  { value: 'whole', label: 'Whole text' },
] as const satisfies readonly { value: Way; label: string }[];

interface VersionPaneProps {
  readonly history: EntryHistory;
  readonly shown: Shown | null;
  /** What went wrong with restoring it. */
  readonly problem: string | null;
}

/** The chosen version: what changed after it, or all that it says. */
export function VersionPane({ history, shown, problem }: VersionPaneProps) {
  const [way, setWay] = useState<Way>('changes');
  const text = useRef<HTMLElement>(null);
  const seq = shown?.seq;

  // Another version is read from its beginning.
  useEffect(() => {
    text.current?.scrollTo(0, 0);
  }, [seq, way]);

  if (shown === null) return <div />;
  const { entry, error } = shown;
  const version = history.versions.find((one) => one.seq === shown.seq);
  const when = version === undefined ? 'Now' : whenWritten(version.updated, new Date());
  return (
    <div className="history-pane">
      <header className="history-head">
        <h3>{when}</h3>
        {entry !== null && version !== undefined && (
          <Segments label="Show" value={way} options={WAYS} onChange={setWay} />
        )}
      </header>
      {problem !== null && (
        <p role="alert" className="history-problem">
          {problem}
        </p>
      )}
      <section
        ref={text}
        aria-label="Version"
        className="history-text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keys must reach it
        tabIndex={0}
      >
        {entry === null ? (
          <p role="alert">
            {versionFailure(error).title}. {versionFailure(error).text}
          </p>
        ) : version === undefined || way === 'whole' ? (
          <WholeVersion entry={entry} />
        ) : shown.next === null ? (
          <p>The version after this one cannot be read, so nothing says what changed.</p>
        ) : (
          <Changes entry={entry} next={shown.next} after={shown.after} />
        )}
      </section>
    </div>
  );
}

interface ChangesProps {
  readonly entry: Entry;
  readonly next: Entry;
  readonly after: Version | null;
}

function Changes({ entry, next, after }: ChangesProps) {
  const fields = useMemo(
    () => changesBetween(entry, next).filter(({ field }) => field !== 'text'),
    [entry, next],
  );
  const changes = useMemo(() => textChanges(entry.text, next.text), [entry, next]);
  const until = after === null ? 'now' : inSentence(whenWritten(after.updated, new Date()));
  return (
    <>
      <p role="status" className="quiet">
        Then, until {until}: {changesSentence(changes)}
      </p>
      <FieldChanges changes={fields} />
      <ChangedText changes={changes} />
    </>
  );
}
