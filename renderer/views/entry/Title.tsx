import type { Ref } from 'react';
import { shell } from '../../shell/host.ts';
import type { Draft } from './draft.ts';
import { useDraft } from './use-draft.ts';

/** The title: one line that wraps, so a text area; Enter goes on to the text. */
export function Title(props: {
  readonly draft: Draft;
  readonly field: Ref<HTMLTextAreaElement>;
  readonly locked: boolean;
  readonly onEnter: () => void;
}) {
  const { draft, field, locked, onEnter } = props;
  const title = useDraft(draft, ({ form }) => form.title);
  return (
    <textarea
      ref={field}
      className="entry-title"
      aria-label="Title"
      placeholder="Title"
      rows={1}
      autoComplete="off"
      spellCheck={shell.checksSpelling}
      readOnly={locked}
      value={title}
      onChange={(event) => draft.change({ title: event.target.value.replaceAll(/[\r\n]+/g, ' ') })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        onEnter();
      }}
    />
  );
}
