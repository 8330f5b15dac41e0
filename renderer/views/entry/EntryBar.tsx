import { ArchiveRestore, ArrowLeft, History, Pin, PinOff, Trash2 } from 'lucide-react';
import { formatDay } from '../../domain/day.ts';
import { Button } from '../../parts/Button.tsx';
import type { Draft } from './draft.ts';
import { closeEntry, deleteEntry, restore } from './entry-actions.ts';
import { SaveStatus } from './SaveStatus.tsx';
import { useDraft } from './use-draft.ts';

/** What can be done with the entry as a whole, and whether it is saved. */
export function EntryBar(props: { readonly draft: Draft; readonly onHistory: () => void }) {
  const { draft, onHistory } = props;
  const deleted = useDraft(draft, ({ form }) => form.deleted);
  const pinned = useDraft(draft, ({ form }) => form.pinned);
  const stored = useDraft(draft, (state) => state.stored);
  return (
    <div className="entry-bar">
      <Button variant="quiet" icon={ArrowLeft} onClick={() => closeEntry(draft)} title="Escape">
        Close
      </Button>
      <SaveStatus draft={draft} />
      {stored && (
        <Button variant="quiet" icon={History} onClick={onHistory}>
          History
        </Button>
      )}
      {deleted === null ? (
        <>
          <Button
            variant="quiet"
            icon={pinned ? PinOff : Pin}
            aria-pressed={pinned}
            onClick={() => draft.change({ pinned: !pinned })}
          >
            Pin
          </Button>
          <Button variant="quiet" icon={Trash2} onClick={() => void deleteEntry(draft)}>
            Delete entry
          </Button>
        </>
      ) : (
        <>
          <p className="entry-note">In the trash since {formatDay(deleted.slice(0, 10))}.</p>
          <Button icon={ArchiveRestore} onClick={() => void restore(draft.id)}>
            Restore
          </Button>
        </>
      )}
    </div>
  );
}
