import type { ReactNode } from 'react';
import { Failure } from '../../engine/failure.ts';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { failureText } from '../failure-texts.ts';
import { type Asking, useAsking } from './asking.ts';

/** Another window has the journal: this one opens when that one is closed, or gives it up. */
export function WaitingView() {
  const { asking, ask } = useAsking();
  const under = asking.state === 'asking' || asking.state === 'saving';
  return (
    <>
      <h1 className="unseen">Staff Journal</h1>
      <EmptyState
        title="Staff Journal is open in another window"
        actions={
          <Button variant="primary" aria-disabled={under} onClick={() => under || ask()}>
            Use it here
          </Button>
        }
      >
        <p>
          This one opens when that one is closed. Or use it here: the other window then saves what
          is written there, and closes its journal.
        </p>
        <div role="status">{said(asking)}</div>
      </EmptyState>
    </>
  );
}

function said(asking: Asking): ReactNode {
  switch (asking.state) {
    case 'waiting':
      return null;
    case 'asking':
      return <p>Asking the other window…</p>;
    case 'saving':
      return <p>The other window saves what is written there…</p>;
    case 'silent':
      return (
        <p>
          <strong>The other window does not answer.</strong> It may still be saving, so the journal
          was not taken from it. Close it, and this one opens by itself.
        </p>
      );
    case 'refused':
      return <p>{refused(asking.why)}</p>;
  }
}

function refused(why: Extract<Asking, { readonly state: 'refused' }>['why']): ReactNode {
  if (why === 'busy') {
    return (
      <>
        <strong>The other window keeps the journal.</strong> It is still at work, on an import for
        example. Nothing was interrupted. Let it finish, then try again.
      </>
    );
  }
  const { title, text } = failureText(why === null ? null : new Failure(why));
  return (
    <>
      <strong>The other window keeps the journal, because it could not save. {title}.</strong> What
      is written there stays on its screen. {text}
    </>
  );
}
