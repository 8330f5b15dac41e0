import { useEffect, useRef } from 'react';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { wishAndReload } from './wish.ts';

/** Another window has taken the journal over. */
export function ClosedView() {
  const main = useRef<HTMLElement>(null);
  // Not the button: whoever comes back typing would take the journal with a space.
  useEffect(() => main.current?.focus(), []);
  return (
    <main ref={main} tabIndex={-1} className="main">
      <h1 className="unseen">Staff Journal</h1>
      <div role="status">
        <EmptyState
          title="The journal is open in another window"
          actions={
            <Button variant="primary" onClick={wishAndReload}>
              Use it here
            </Button>
          }
        >
          <p>
            What was written here is saved, and is there. To go on here, use it here: the other
            window then saves what is written there, and closes its journal.
          </p>
        </EmptyState>
      </div>
    </main>
  );
}
