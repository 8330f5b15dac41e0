import { Search, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../parts/Button.tsx';
import { useEntryList } from './entry-list.ts';
import { journal, search } from './journal/journal.ts';
import { navigate } from './route.ts';

interface SearchBoxProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly hint: string;
}

/** Searches the journal as one types, from any screen. */
export function SearchBox({ input, hint }: SearchBoxProps) {
  const { query } = useEntryList(journal);

  function press(event: KeyboardEvent) {
    if (event.key === 'Escape' && query.search !== '') {
      event.preventDefault();
      search('');
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
      event.preventDefault();
      // At once, or there would be no list yet to go to.
      flushSync(() => navigate({ screen: 'journal' }));
      document.getElementById('entries')?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    }
  }

  return (
    <div className="search">
      <Search className="search-icon" size={16} aria-hidden />
      <input
        ref={input}
        type="search"
        className="input"
        aria-label="Search"
        placeholder={`Search (${hint})`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={query.search}
        onChange={(event) => search(event.target.value)}
        // Not from onChange, which is silent when the same words are entered again.
        onInput={() => navigate({ screen: 'journal' })}
        onKeyDown={press}
      />
      {query.search !== '' && (
        <Button
          variant="quiet"
          icon={X}
          iconOnly
          onClick={() => {
            search('');
            input.current?.focus();
          }}
        >
          Clear search
        </Button>
      )}
    </div>
  );
}
