import { useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import type { Draft } from '../entry/draft.ts';
import {
  type EntryHistory,
  leavesAnything,
  restoresAnything,
  restoreVersion,
} from './entry-history.ts';
import { VersionList } from './VersionList.tsx';
import { type Shown, VersionPane } from './VersionPane.tsx';
import { versionFailure } from './version-failure.ts';
import './history.css';

interface VersionsDialogProps {
  readonly draft: Draft;
  readonly history: EntryHistory;
  readonly onClose: () => void;
}

/** The versions of an entry beside the chosen one, which can be restored. */
export function VersionsDialog({ draft, history, onClose }: VersionsDialogProps) {
  const { now, versions } = history;
  // The newest that the entry does not say any more: what most look for.
  const [chosen, setChosen] = useState<number | null>(versions[0]?.seq ?? null);
  const shown = useShown(history, chosen);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = useRef(false);

  const version = versions.find(({ seq }) => seq === chosen);
  const entry = shown?.seq === chosen ? shown.entry : null;
  const isTrashed = now.deleted !== null;
  const isOther = entry !== null && restoresAnything(entry, now);
  const canRestore = version !== undefined && isOther && !isTrashed;

  async function restore() {
    // Not by disabling the button, which would lose the focus when it does not work.
    if (!canRestore || busy.current) return;
    busy.current = true;
    try {
      await restoreVersion(draft, version);
      onClose();
    } catch (error) {
      const { title, text } = versionFailure(error);
      setProblem(`Not restored. ${title}. ${text}`);
    } finally {
      busy.current = false;
    }
  }

  return (
    <Dialog
      key="versions"
      open
      size="tall"
      onClose={onClose}
      title="History"
      actions={
        <>
          <p className="history-note">{note()}</p>
          {!isTrashed && (
            <Button variant="primary" disabled={!canRestore} onClick={() => void restore()}>
              Restore this version
            </Button>
          )}
        </>
      }
    >
      <div className="history">
        <VersionList
          history={history}
          chosen={chosen}
          onChoose={(seq) => {
            setChosen(seq);
            setProblem(null);
          }}
          onEnter={() => void restore()}
        />
        <VersionPane history={history} shown={shown} problem={problem} />
      </div>
    </Dialog>
  );

  function note(): string {
    if (isTrashed) return 'The entry is in the trash. Restore it, and then one of its versions.';
    if (chosen === null || entry === null) return '';
    if (!isOther) return 'The entry says the same now.';
    return leavesAnything(entry, now)
      ? 'Who may read the entry, and whether it is pinned, stays as it is.'
      : '';
  }
}

/** The chosen version and what came after it; the one before stays on the screen until both are read. */
function useShown(history: EntryHistory, chosen: number | null): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const { now, versions, read } = history;
    const index = versions.findIndex(({ seq }) => seq === chosen);
    const after = versions[index - 1];
    const reading = Promise.allSettled([
      chosen === null ? now : read(chosen),
      after === undefined ? now : read(after.seq),
    ]);
    void reading.then(([entry, next]) => {
      if (!isCurrent) return;
      setShown({
        seq: chosen,
        after: after ?? null,
        entry: entry.status === 'fulfilled' ? entry.value : null,
        error: entry.status === 'rejected' ? entry.reason : null,
        next: next.status === 'fulfilled' ? next.value : null,
      });
    });
    return () => {
      isCurrent = false;
    };
  }, [history, chosen]);
  return shown;
}
