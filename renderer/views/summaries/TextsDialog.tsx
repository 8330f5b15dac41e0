import { useState } from 'react';
import { formatDay } from '../../domain/day.ts';
import type { Listed, SummaryRequest } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Choices } from './Choices.tsx';
import { GrowingList } from './GrowingList.tsx';

type Which = 'none' | 'all' | 'chosen';

interface TextsDialogProps {
  readonly texts: SummaryRequest['texts'];
  /** The entries that leave: only their texts can. */
  readonly leaving: readonly Listed[];
  readonly onChoose: (texts: SummaryRequest['texts']) => void;
  readonly onClose: () => void;
}

/** Chooses whose texts the document holds. */
export function TextsDialog({ texts, leaving, onChoose, onClose }: TextsDialogProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(texts === 'all' ? [] : texts));
  const [which, setWhich] = useState<Which>(
    texts === 'all' ? 'all' : chosen.size === 0 ? 'none' : 'chosen',
  );

  function tick(id: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  function done() {
    onChoose(which === 'all' ? 'all' : which === 'none' ? [] : [...chosen]);
    onClose();
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Texts in the document"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <div className="summary-dialog">
        <Choices
          label="Texts"
          value={which}
          onChange={setWhich}
          options={[
            { value: 'none', label: 'None', hint: 'Titles, outcomes and links say enough' },
            { value: 'all', label: 'All' },
            { value: 'chosen', label: 'Chosen entries' },
          ]}
        />
        {which === 'chosen' && (
          <GrowingList label="Entries that leave" items={leaving} step={100}>
            {(entry) => (
              <li key={entry.id}>
                <label className="text-choice">
                  <input
                    type="checkbox"
                    autoComplete="off"
                    checked={chosen.has(entry.id)}
                    onChange={(event) => tick(entry.id, event.target.checked)}
                  />
                  <span>{entry.title || 'Untitled'}</span>
                  <time dateTime={entry.day}>{formatDay(entry.day)}</time>
                </label>
              </li>
            )}
          </GrowingList>
        )}
      </div>
    </Dialog>
  );
}
