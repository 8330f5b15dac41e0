import { Trash2 } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import { TRASH_DAYS } from '../../domain/trash.ts';
import { engine } from '../../engine/client.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { LongList } from '../../parts/LongList.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { counted } from '../counted.ts';
import { Failed } from '../ErrorBoundary.tsx';
import { useEntryList } from '../entry-list.ts';
import { failureText } from '../failure-texts.ts';
import { TrashRow } from './TrashRow.tsx';
import { trash } from './trash.ts';
import '../journal/journal.css';

/** What was deleted, until it is restored, removed for good, or 30 days are over. */
export function TrashView() {
  const { query, answer, error } = useEntryList(trash);
  const [asking, setAsking] = useState(false);
  const place = useMemo(() => ({ top: 0, active: 0, focused: false }), []);
  const row = useCallback(
    (index: number, tabIndex: 0 | -1) => (
      <TrashRow row={answer?.rows.get(index)} tabIndex={tabIndex} />
    ),
    [answer],
  );
  if (error !== null) return <Failed error={error} onRetry={() => trash.ask({ ...query })} />;
  if (answer === null) return null;
  const { total } = answer.list;
  const count = counted(total, 'entry', 'entries');
  return (
    <div className="journal">
      <header className="journal-top">
        <div className="journal-bar">
          <h1>Trash</h1>
          <p role="status" className="journal-count">
            {count}
          </p>
          {total > 0 && (
            <Button icon={Trash2} onClick={() => setAsking(true)}>
              Empty trash
            </Button>
          )}
          {total > 0 && <p className="trash-kept">Entries are kept here for {TRASH_DAYS} days.</p>}
        </div>
      </header>
      {total > 0 ? (
        <LongList
          id="trash"
          label="Deleted entries"
          groups={[{ key: 'deleted', count: total }]}
          heading={() => 'Last deleted first'}
          row={row}
          place={place}
          onShow={trash.show}
        />
      ) : (
        <EmptyState title="The trash is empty">
          <p>
            Deleted entries are kept here for {TRASH_DAYS} days, unless you restore them or empty
            the trash.
          </p>
        </EmptyState>
      )}
      <Dialog
        open={asking}
        title="Empty trash"
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Cancel</Button>
            <Button
              variant="danger"
              onClick={() => {
                setAsking(false);
                void emptyTrash();
              }}
            >
              Remove for good
            </Button>
          </>
        }
      >
        <p>{count} will be removed for good, text and all. This cannot be undone.</p>
      </Dialog>
    </div>
  );
}

async function emptyTrash() {
  try {
    const removed = await engine.emptyTrash();
    showToast({ text: `${counted(removed, 'entry was', 'entries were')} removed for good.` });
  } catch (error) {
    showToast({ text: `The trash was not emptied. ${failureText(error).text}` });
  }
}
