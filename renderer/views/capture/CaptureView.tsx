import { type KeyboardEvent, useEffect, useRef, useSyncExternalStore } from 'react';
import { failureCode } from '../../engine/failure.ts';
import { Button } from '../../parts/Button.tsx';
import { shell } from '../../shell/host.ts';
import { failureDetail, failureText } from '../failure-texts.ts';
import { Competencies } from '../tagging/Competencies.tsx';
import type { Capture, Status } from './capture.ts';
import './capture.css';

/** The quick-capture window: a few words, what they prove, and back to work. */
export function CaptureView({ capture }: { readonly capture: Capture }) {
  const { words, competencies, status } = useSyncExternalStore(capture.subscribe, capture.state);
  const text = useRef<HTMLTextAreaElement>(null);
  const said = sentence(status);

  useEffect(() => {
    const goOn = () => {
      capture.greet();
      focusEnd(text.current);
    };
    goOn();
    window.addEventListener('focus', goOn);
    return () => window.removeEventListener('focus', goOn);
  }, [capture]);

  useEffect(() => {
    // The button that saved has the focus; the next words go where the last ones were.
    if (status.kind === 'saved') focusEnd(text.current);
  }, [status]);

  function press(event: KeyboardEvent) {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    event.preventDefault();
    shell.desktop?.hideCapture();
  }

  return (
    <main className="capture" onKeyDown={press}>
      <h1 className="capture-edge">Quick capture</h1>
      <textarea
        ref={text}
        className="capture-text"
        aria-label="Text"
        placeholder="What you did. The first line becomes the title."
        autoComplete="off"
        spellCheck={shell.checksSpelling}
        readOnly={status.kind === 'saving'}
        value={words}
        onChange={(event) => capture.change({ words: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          capture.save();
        }}
      />
      <div className="capture-tags">
        <Competencies
          chosen={competencies}
          onChange={(chosen) => capture.change({ competencies: chosen })}
          onEnter={capture.save}
        />
      </div>
      <footer className="capture-foot">
        <div>
          <p role="status" className={isProblem(status) ? 'capture-problem' : undefined}>
            {said}
          </p>
          {said === '' && <Keys />}
        </div>
        <Button variant="primary" onClick={capture.save}>
          Save
        </Button>
      </footer>
    </main>
  );
}

function Keys() {
  return (
    <p className="capture-keys">
      <kbd>Enter</kbd> saves, <kbd>Shift+Enter</kbd> new line
      {shell.desktop !== null && (
        <>
          , <kbd>Escape</kbd> keeps it for later
        </>
      )}
    </p>
  );
}

function focusEnd(field: HTMLTextAreaElement | null) {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

function isProblem({ kind }: Status): boolean {
  return kind === 'unanswered' || kind === 'failed';
}

function sentence(status: Status): string {
  switch (status.kind) {
    case 'writing':
      return '';
    case 'saving':
      return 'Saving…';
    case 'saved':
      return status.place === 'journal'
        ? 'Saved'
        : 'Saved. It joins the journal when that is unlocked.';
    case 'unanswered':
      return 'Not saved yet: the journal is not open. Your words stay here, and are saved as soon as it is.';
    case 'failed': {
      const { title, text } = failureText(status.error);
      const detail = failureCode(status.error) === 'invalid' ? failureDetail(status.error) : null;
      return `Not saved. ${title}${detail === null ? '' : `: ${detail}`}. ${text} Your words stay here.`;
    }
  }
}
