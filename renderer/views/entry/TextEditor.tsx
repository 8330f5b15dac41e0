import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { shell } from '../../shell/host.ts';
import type { Draft } from './draft.ts';
import type { Editor } from './editor.ts';
import { useDraft } from './use-draft.ts';

// Asked for with the screen, so that it is mostly there when the first entry is.
const loading = import('./editor.ts');

const PLACEHOLDER = 'What happened, what you did, and what came of it. Markdown works.';

export interface TextHandle {
  readonly focus: () => void;
}

/**
 * The text of an entry. Until the editor is there, and if it never comes, a plain field takes what
 * is typed and then hands it over with its focus and selection.
 */
export function TextEditor(props: {
  readonly draft: Draft;
  readonly locked: boolean;
  readonly handle: Ref<TextHandle>;
}) {
  const { draft, locked, handle } = props;
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);

  useImperativeHandle(
    handle,
    () => ({ focus: () => (editor ? editor.focus() : plain.current?.focus()) }),
    [editor],
  );

  useEffect(() => {
    let made: Editor | null = null;
    let isCurrent = true;
    loading.then(
      ({ createEditor }) => {
        if (!isCurrent || host.current === null) return;
        const field = plain.current;
        made = createEditor({
          host: host.current,
          text: draft.state().form.text,
          readOnly: draft.state().form.deleted !== null,
          placeholder: PLACEHOLDER,
          checksSpelling: shell.checksSpelling,
          onChange: (text) => draft.change({ text }),
        });
        if (field !== null && document.activeElement === field) {
          made.focus(field.selectionStart, field.selectionEnd);
        }
        // At once, so that there are never two fields to type into.
        flushSync(() => setEditor(made));
      },
      // The plain field stays: it writes just as well.
      () => {},
    );
    return () => {
      isCurrent = false;
      made?.destroy();
      setEditor(null);
    };
  }, [draft]);

  useEffect(() => editor?.lock(locked), [editor, locked]);
  useEffect(() => {
    if (editor === null) return;
    const show = () => editor.show(draft.state().form.text);
    show();
    return draft.subscribe(show);
  }, [editor, draft]);

  return (
    <div className="entry-text">
      <div ref={host} />
      {editor === null && <PlainText draft={draft} field={plain} locked={locked} />}
    </div>
  );
}

function PlainText(props: {
  readonly draft: Draft;
  readonly field: Ref<HTMLTextAreaElement>;
  readonly locked: boolean;
}) {
  const { draft, field, locked } = props;
  const text = useDraft(draft, ({ form }) => form.text);
  return (
    <textarea
      ref={field}
      aria-label="Text"
      placeholder={PLACEHOLDER}
      autoComplete="off"
      spellCheck={shell.checksSpelling}
      readOnly={locked}
      value={text}
      onChange={(event) => draft.change({ text: event.target.value })}
    />
  );
}
