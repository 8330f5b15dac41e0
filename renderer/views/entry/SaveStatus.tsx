import { Button } from '../../parts/Button.tsx';
import { failureText } from '../failure-texts.ts';
import type { Draft, DraftState } from './draft.ts';
import { copyWords } from './entry-actions.ts';
import { useDraft } from './use-draft.ts';

/** What the journal has of what is on the screen, and what to do when it is not all. */
export function SaveStatus({ draft }: { readonly draft: Draft }) {
  const said = useDraft(draft, sentence);
  const failed = useDraft(draft, ({ status }) => status.kind === 'failed');
  return (
    <div className="entry-status">
      <p role="status" className={failed ? 'entry-failed' : undefined}>
        {said}
      </p>
      {failed && (
        <>
          <Button onClick={() => void draft.flush()}>Try now</Button>
          <Button onClick={() => copyWords(draft)}>Copy text</Button>
        </>
      )}
    </div>
  );
}

function sentence({ status, problems }: DraftState): string {
  switch (status.kind) {
    case 'blank':
      return '';
    case 'saving':
      return 'Saving…';
    case 'saved':
      return Object.keys(problems).length === 0 ? 'Saved' : 'Saved, but for what is marked below';
    case 'failed': {
      const { title, text } = failureText(status.error);
      return `Not saved. ${title}. ${text} Your words stay here, and saving is tried again by itself.`;
    }
  }
}
