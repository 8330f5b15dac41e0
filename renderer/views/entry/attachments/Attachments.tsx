import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import type { Attachment } from '../../../domain/attachment.ts';
import { Button } from '../../../parts/Button.tsx';
import { counted } from '../../counted.ts';
import type { Draft } from '../draft.ts';
import { Problem } from '../Problem.tsx';
import { useDraft } from '../use-draft.ts';
import { ArrivingItem } from './ArrivingItem.tsx';
import { AttachmentItem } from './AttachmentItem.tsx';
import { removeAttachment } from './actions.ts';
import { attachTo, dismiss, useArriving } from './arriving.ts';
import './attachments.css';

/** The files that show what was done, kept with the entry. */
export function Attachments(props: {
  readonly draft: Draft;
  readonly locked: boolean;
  readonly onOpen: (attachment: Attachment) => void;
}) {
  const { draft, locked, onOpen } = props;
  const attachments = useDraft(draft, ({ form }) => form.attachments);
  const arriving = useArriving(draft.id);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isEmpty = attachments.length + arriving.length === 0;
  if (isEmpty && locked) return null;

  // What was pressed goes away, and would take the focus with it.
  const thenFocus = (task: () => void) => () => {
    task();
    button.current?.focus();
  };

  return (
    <div className="attachments">
      {!isEmpty && (
        <ul aria-label="Attachments">
          {attachments.map((attachment) => (
            <AttachmentItem
              key={attachment.id}
              attachment={attachment}
              onOpen={() => onOpen(attachment)}
              onRemove={locked ? undefined : thenFocus(() => removeAttachment(draft, attachment))}
            />
          ))}
          {arriving.map((file) => (
            <ArrivingItem
              key={file.key}
              file={file}
              onDismiss={thenFocus(() => dismiss(draft, file.key))}
            />
          ))}
        </ul>
      )}
      <p className="unseen" aria-live="polite">
        {counted(attachments.length, 'attachment', 'attachments')}
      </p>
      <Problem draft={draft} field="attachments" name="An attachment" />
      {!locked && (
        <div className="attachments-add">
          <Button ref={button} icon={Paperclip} onClick={() => input.current?.click()}>
            Attach…
          </Button>
          <p className="entry-note">Or drop or paste files anywhere on this screen.</p>
          <input
            ref={input}
            type="file"
            multiple
            hidden
            onChange={({ target }) => {
              attachTo(
                draft,
                [...(target.files ?? [])].map((file) => ({ file, name: file.name })),
              );
              // The same file again is a choice too.
              target.value = '';
            }}
          />
        </div>
      )}
    </div>
  );
}
