import { RotateCcw } from 'lucide-react';
import { daysLeft } from '../../domain/trash.ts';
import { engine } from '../../engine/client.ts';
import type { Row } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { counted } from '../counted.ts';
import { failureText } from '../failure-texts.ts';
import { RowDay, RowTitle } from '../journal/EntryRow.tsx';
import { navigate } from '../route.ts';
import './trash-row.css';

interface TrashRowProps {
  readonly row: Row | undefined;
  readonly tabIndex: 0 | -1;
}

/** One deleted entry, how long it is kept, and the way back for it. */
export function TrashRow({ row, tabIndex }: TrashRowProps) {
  return (
    <div className="trash-row">
      {row && <RowDay row={row} alone />}
      {row && <RowTitle row={row} />}
      {row?.deleted && <span className="trash-row-left">{timeLeft(row.deleted)}</span>}
      <Button
        variant="quiet"
        icon={RotateCcw}
        tabIndex={tabIndex}
        onClick={() => row && void restore(row)}
      >
        Restore{row && <span className="unseen"> {row.title.text || 'Untitled'}</span>}
      </Button>
    </div>
  );
}

function timeLeft(deleted: string): string {
  const days = daysLeft(deleted, new Date());
  if (days === 0) return 'Last day';
  return days < 0 ? 'To be removed' : `${counted(days, 'day', 'days')} left`;
}

async function restore({ id }: Row) {
  try {
    await engine.restore(id);
    showToast({
      text: 'Restored to the journal.',
      action: { label: 'Open', run: () => navigate({ screen: 'entry', id }) },
    });
  } catch (error) {
    showToast({ text: `Not restored. ${failureText(error).text}` });
  }
}
