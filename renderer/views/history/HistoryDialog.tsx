import { useEffect, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import type { Draft } from '../entry/draft.ts';
import { useLasting } from '../use-lasting.ts';
import { type EntryHistory, readHistory } from './entry-history.ts';
import { VersionsDialog } from './VersionsDialog.tsx';
import { versionFailure } from './version-failure.ts';

interface HistoryDialogProps {
  readonly draft: Draft;
  readonly onClose: () => void;
}

type Read =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly history: EntryHistory }
  | { readonly state: 'failed'; readonly error: unknown };

/** What the entry said before. It opens once that is read, so that it does not change under the writer's eyes. */
export function HistoryDialog({ draft, onClose }: HistoryDialogProps) {
  const [read, setRead] = useState<Read>({ state: 'reading' });
  const [attempt, setAttempt] = useState(0);
  const lasting = useLasting(read.state === 'reading');

  useEffect(() => {
    let isCurrent = true;
    const take = (next: Read) => isCurrent && setRead(next);
    readHistory(draft).then(
      (history) => take({ state: 'read', history }),
      (error: unknown) => take({ state: 'failed', error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [draft, attempt]);

  switch (read.state) {
    case 'reading':
      if (!lasting) return null;
      return (
        <Dialog key="reading" open onClose={onClose} title="History">
          <p role="status">Reading what the entry said before…</p>
        </Dialog>
      );
    case 'failed':
      return (
        <Dialog
          key="failed"
          open
          onClose={onClose}
          title="History"
          actions={
            <Button
              onClick={() => {
                setRead({ state: 'reading' });
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </Button>
          }
        >
          <p role="alert">
            {versionFailure(read.error).title}. {versionFailure(read.error).text}
          </p>
        </Dialog>
      );
    case 'read':
      if (read.history.versions.length > 0) {
        return <VersionsDialog draft={draft} history={read.history} onClose={onClose} />;
      }
      return (
        <Dialog
          key="none"
          open
          onClose={onClose}
          title="History"
          actions={<Button onClick={onClose}>Close</Button>}
        >
          <h3>No earlier versions yet</h3>
          <p className="quiet">
            One is kept after every ten minutes of writing, and whenever much of the text goes at
            once.
          </p>
        </Dialog>
      );
  }
}
