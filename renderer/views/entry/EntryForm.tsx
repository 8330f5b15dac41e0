import { Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { Attachment } from '../../domain/attachment.ts';
import { showToast } from '../../parts/toasts.tsx';
import { useIntent } from '../intents.ts';
import { later } from '../later.tsx';
import { Competencies } from '../tagging/Competencies.tsx';
import { AttachmentDialog } from './attachments/AttachmentDialog.tsx';
import { Attachments } from './attachments/Attachments.tsx';
import { useIncoming } from './attachments/use-incoming.ts';
import { Details } from './Details.tsx';
import type { Draft } from './draft.ts';
import { EntryBar } from './EntryBar.tsx';
import { closeEntry } from './entry-actions.ts';
import { Links } from './Links.tsx';
import { Problem } from './Problem.tsx';
import { StrengthLine } from './StrengthLine.tsx';
import { TextEditor, type TextHandle } from './TextEditor.tsx';
import { Title } from './Title.tsx';
import { useDraft } from './use-draft.ts';

const HistoryDialog = later(
  async () => (await import('../history/HistoryDialog.tsx')).HistoryDialog,
);

/** The entry as it can be written in: title and text to read, everything else beside them. */
export function EntryForm({ draft }: { readonly draft: Draft }) {
  const region = useRef<HTMLElement>(null);
  const title = useRef<HTMLTextAreaElement>(null);
  const text = useRef<TextHandle>(null);
  const [history, setHistory] = useState(false);
  const [opened, setOpened] = useState<Attachment | null>(null);
  const locked = useDraft(draft, ({ form }) => form.deleted !== null);
  const { over, heard } = useIncoming(draft, locked);

  useLayoutEffect(() => {
    // A new entry starts with its title; one that is there is to be read first. Coming back from
    // the trash counts as there: its button went away with the focus.
    if (locked || draft.state().stored) region.current?.focus({ preventScroll: true });
    else title.current?.focus();
  }, [draft, locked]);

  useIntent('history', () => {
    if (draft.state().stored) setHistory(true);
    else showToast({ text: 'This entry has no history yet: nothing of it is stored.' });
  });

  return (
    <>
      <section
        ref={region}
        aria-label="Entry"
        className={over ? 'entry-screen entry-over' : 'entry-screen'}
        {...heard}
        tabIndex={-1}
        onBlur={() => void draft.flush()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing)
            return;
          event.preventDefault();
          closeEntry(draft);
        }}
      >
        <h1 className="unseen">Entry</h1>
        <EntryBar draft={draft} onHistory={() => setHistory(true)} />
        <div className="entry-columns">
          <div className="entry-words">
            <Title
              draft={draft}
              field={title}
              locked={locked}
              onEnter={() => text.current?.focus()}
            />
            <Problem draft={draft} field="title" name="Title" />
            <Problem draft={draft} field="text" name="Text" />
            <TextEditor draft={draft} locked={locked} handle={text} />
          </div>
          <div className="entry-beside">
            <fieldset className="entry-facts" disabled={locked}>
              <legend className="unseen">About this entry</legend>
              <StrengthLine draft={draft} />
              <Tags draft={draft} />
              <Details draft={draft} />
              <Links draft={draft} />
            </fieldset>
            <Attachments draft={draft} locked={locked} onOpen={setOpened} />
          </div>
        </div>
      </section>
      {/* Beside it, so that keys pressed and files let go there are not meant for the entry. */}
      {opened && <AttachmentDialog attachment={opened} onClose={() => setOpened(null)} />}
      {history && (
        <Suspense>
          <HistoryDialog draft={draft} onClose={() => setHistory(false)} />
        </Suspense>
      )}
    </>
  );
}

function Tags({ draft }: { readonly draft: Draft }) {
  const chosen = useDraft(draft, ({ form }) => form.competencies);
  return (
    <>
      <Competencies chosen={chosen} onChange={(competencies) => draft.change({ competencies })} />
      <Problem draft={draft} field="competencies" name="The list of competencies" />
    </>
  );
}
