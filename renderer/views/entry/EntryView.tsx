import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { engine, whenChanged } from '../../engine/client.ts';
import { Button } from '../../parts/Button.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { failureText } from '../failure-texts.ts';
import { navigate } from '../route.ts';
import type { Draft } from './draft.ts';
import { enterDraft, leaveDraft, newDraft, openDraft } from './drafts.ts';
import { EntryForm } from './EntryForm.tsx';
import './entry.css';

type Shown =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly draft: Draft }
  | { readonly state: 'missing' }
  | { readonly state: 'failed'; readonly error: unknown };

/** The screen of one entry; `null` is a new one, which nothing is stored of until it is written in. */
export function EntryView({ id }: { readonly id: string | null }) {
  const [shown, setShown] = useState<Shown>({ state: 'opening' });
  const [attempt, setAttempt] = useState(0);
  const current = useRef<Draft | null>(null);

  // Before anything else can happen: a key pressed right after Ctrl+N belongs to the new entry.
  useLayoutEffect(() => {
    // A new entry that got its address stays as it is, with the focus and the words in it.
    if (current.current !== null && current.current.id === id) return;
    let isCurrent = true;
    const show = (draft: Draft) => {
      current.current = draft;
      enterDraft(draft);
      setShown({ state: 'open', draft });
    };
    if (current.current !== null) void leaveDraft(current.current);
    current.current = null;
    if (id === null) show(newDraft());
    else {
      setShown({ state: 'opening' });
      openDraft(id).then(
        (draft) => {
          if (!isCurrent) return;
          if (draft === null) setShown({ state: 'missing' });
          else show(draft);
        },
        (error: unknown) => isCurrent && setShown({ state: 'failed', error }),
      );
    }
    return () => {
      isCurrent = false;
    };
  }, [id, attempt]);

  useEffect(
    () => () => {
      if (current.current !== null) void leaveDraft(current.current);
      current.current = null;
    },
    [],
  );

  useEffect(() => {
    if (shown.state !== 'open') return;
    const { draft } = shown;
    const takeAddress = () => {
      if (id === null && draft.state().stored) {
        navigate({ screen: 'entry', id: draft.id }, { replace: true });
      }
    };
    const stopAddress = draft.subscribe(takeAddress);
    const stopChanges = whenChanged(() => {
      draft
        .refresh(() => engine.entry(draft.id))
        // What cannot be read now is better left on the screen as it is.
        .catch(() => 'kept')
        .then((outcome) => outcome === 'gone' && setShown({ state: 'missing' }));
    });
    return () => {
      stopAddress();
      stopChanges();
    };
  }, [id, shown]);

  switch (shown.state) {
    case 'opening':
      return <Screen>{null}</Screen>;
    case 'open':
      return <EntryForm key={shown.draft.id} draft={shown.draft} />;
    case 'missing':
      return (
        <Screen>
          <EmptyState title="There is no such entry" actions={<ToJournal />}>
            <p>It may have been removed from the trash. Everything else is untouched.</p>
          </EmptyState>
        </Screen>
      );
    case 'failed':
      return (
        <Screen>
          <EmptyState
            title={failureText(shown.error).title}
            actions={
              <>
                <Button onClick={() => setAttempt(attempt + 1)}>Try again</Button>
                <ToJournal />
              </>
            }
          >
            <p>{failureText(shown.error).text}</p>
          </EmptyState>
        </Screen>
      );
  }
}

function Screen({ children }: { readonly children: ReactNode }) {
  return (
    <section aria-label="Entry" className="entry-screen">
      <h1 className="unseen">Entry</h1>
      {children}
    </section>
  );
}

function ToJournal() {
  return <Button onClick={() => navigate({ screen: 'journal' })}>Back to the journal</Button>;
}
