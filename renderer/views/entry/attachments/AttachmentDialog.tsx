import { useEffect, useState } from 'react';
import { type Attachment, isText } from '../../../domain/attachment.ts';
import { engine } from '../../../engine/client.ts';
import { Button } from '../../../parts/Button.tsx';
import { Dialog } from '../../../parts/Dialog.tsx';
import { saveCopy } from './actions.ts';
import { unreadableText } from './texts.ts';

/** As much of a text as is shown, in bytes: more is for an editor. */
const SHOWN_BYTES = 500_000;

type Shown =
  | { readonly kind: 'opening' }
  | { readonly kind: 'picture'; readonly address: string }
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'failed'; readonly why: string };

/** Shows an attached picture or text. Neither is ever run: one is drawn, the other is letters. */
export function AttachmentDialog(props: {
  readonly attachment: Attachment;
  readonly onClose: () => void;
}) {
  const { attachment, onClose } = props;
  const { id, name, type } = attachment;
  const [shown, setShown] = useState<Shown>({ kind: 'opening' });

  useEffect(() => {
    let address: string | null = null;
    let isCurrent = true;
    const open = async (): Promise<Shown> => {
      const file = await engine.file(id);
      if (isText(type)) {
        const text = await file.slice(0, SHOWN_BYTES).text();
        return { kind: 'text', text, isCut: file.size > SHOWN_BYTES };
      }
      address = URL.createObjectURL(file);
      return { kind: 'picture', address };
    };
    open()
      .catch((error: unknown) => ({ kind: 'failed', why: unreadableText(error) }) as const)
      .then((next) => {
        if (isCurrent) setShown(next);
        else if (address !== null) URL.revokeObjectURL(address);
      });
    return () => {
      isCurrent = false;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [id, type]);

  return (
    <Dialog
      open
      size="wide"
      title={name}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => void saveCopy(attachment)}>Save a copy…</Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <Content shown={shown} name={name} />
    </Dialog>
  );
}

function Content({ shown, name }: { readonly shown: Shown; readonly name: string }) {
  const [failed, setFailed] = useState(false);
  switch (shown.kind) {
    case 'opening':
      return <p className="quiet">Opening…</p>;
    case 'picture':
      return failed ? (
        <p role="alert">This picture cannot be drawn here. Save a copy to look at it elsewhere.</p>
      ) : (
        <img
          className="attachment-shown"
          src={shown.address}
          alt={name}
          onError={() => setFailed(true)}
        />
      );
    case 'text':
      return (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="attachment-text" tabIndex={0} aria-label={name}>
            <pre>{shown.text}</pre>
          </section>
          {shown.isCut && (
            <p className="entry-note">This is its beginning. Save a copy to read all of it.</p>
          )}
        </>
      );
    case 'failed':
      return <p role="alert">{shown.why}</p>;
  }
}
