import { ListFilter, Trash2 } from 'lucide-react';
import { Suspense, useId, useState } from 'react';
import type { Filter } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { counted, number } from '../counted.ts';
import type { Answer } from '../entry-list.ts';
import { later } from '../later.tsx';
import { hrefOf } from '../route.ts';
import { ActiveFilters } from './ActiveFilters.tsx';
import { isWhole } from './journal.ts';

const FilterPanel = later(async () => (await import('./FilterPanel.tsx')).FilterPanel);

interface JournalBarProps {
  readonly answer: Answer;
  readonly filter: Filter;
}

/** Above the entries: what search did not understand, how many are shown, and the filters. */
export function JournalBar({ answer, filter }: JournalBarProps) {
  const panel = useId();
  const [open, setOpen] = useState(false);
  const { problems, trashed } = answer.list;
  return (
    <header className="journal-top">
      <div className="journal-bar">
        <div role="status" className="journal-problems">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
        <p role="status" className="journal-count">
          {isWhole(answer.query) ? (
            counted(answer.list.total, 'entry', 'entries')
          ) : (
            <CountOfWhole answer={answer} />
          )}
        </p>
        <ActiveFilters filter={filter} />
        {trashed > 0 && (
          <a className="journal-trash" href={hrefOf({ screen: 'trash' })}>
            <Trash2 size={14} aria-hidden />
            Trash ({number(trashed)})
          </a>
        )}
        <Button variant="quiet" icon={ListFilter} popoverTarget={panel}>
          Filter
        </Button>
        <div
          id={panel}
          popover="auto"
          role="dialog"
          aria-label="Filter"
          className="filter-panel"
          onToggle={(event) => setOpen(event.newState === 'open')}
        >
          <Suspense>{open && <FilterPanel filter={filter} />}</Suspense>
        </div>
      </div>
    </header>
  );
}

/** `12 of 1,824`; while search still reads the journal, only how far it has come. */
function CountOfWhole({ answer }: { readonly answer: Answer }) {
  const { total, whole, read } = answer.list;
  if (read < 1) return `Reading the journal… ${Math.floor(read * 100)} %`;
  return `${number(total)} of ${number(whole)}`;
}
