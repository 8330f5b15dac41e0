import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Failed } from '../ErrorBoundary.tsx';
import { useEntryList } from '../entry-list.ts';
import { EntryRows } from './EntryRows.tsx';
import { FirstEntry } from './FirstEntry.tsx';
import { JournalBar } from './JournalBar.tsx';
import { clearAll, isWhole, journal, placeIn } from './journal.ts';
import './journal.css';

/** The journal: what is in it, newest first, and what of it is shown. */
export function JournalView() {
  const { query, answer, error } = useEntryList(journal);
  if (error !== null) return <Failed error={error} onRetry={() => journal.ask({ ...query })} />;
  if (answer === null) return null;
  const { total, read, trashed } = answer.list;
  const bare = total === 0 && isWhole(answer.query);
  return (
    <div className="journal">
      <h1 className="unseen">Journal</h1>
      {(!bare || trashed > 0) && <JournalBar answer={answer} filter={query.filter} />}
      {total > 0 ? (
        <EntryRows answer={answer} place={placeIn(answer.query)} onShow={journal.show} />
      ) : (
        <section id="entries" className="journal-none" aria-label="Entries">
          {bare ? <FirstEntry isNew={trashed === 0} /> : read === 1 && <NothingFound />}
        </section>
      )}
    </div>
  );
}

function NothingFound() {
  return (
    <EmptyState title="No entry matches" actions={<Button onClick={clearAll}>Clear</Button>}>
      <p>
        All words must be in the entry, and every filter must fit. Fewer words find more; so does
        the beginning of a word.
      </p>
    </EmptyState>
  );
}
