import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';
import { DialogToasts } from './toasts.tsx';
import './dialog.css';

/** Where the focus goes: to what the dialog asks for, or to the first of its answers. */
const FIRST =
  '.dialog-body :is(input:not([type="radio"]), input:checked, select, textarea, button, a[href], [role="listbox"]), .dialog-actions button';

interface DialogProps {
  readonly open: boolean;
  /** Asked for by Escape, by the close button, or by a press outside; the caller sets `open`. */
  readonly onClose: () => void;
  /** The accessible name, shown as the heading. */
  readonly title: string;
  readonly children: ReactNode;
  /**
   * `wide`: as wide as its content, up to the window, for what is looked at; `tall`: as large as the
   * window allows, for what is read side by side, and its body does not scroll.
   */
  readonly size?: 'plain' | 'wide' | 'tall';
  /** A press outside does nothing, where closing costs more than opening it again. */
  readonly ignoresOutside?: boolean;
  /** The buttons at the foot, the one that acts last. */
  readonly actions?: ReactNode;
}

/**
 * A modal dialog on the native element, which traps focus, makes the rest inert, and gives focus
 * back when it closes. Its content is mounted only while it is open.
 */
export function Dialog({ open, ...rest }: DialogProps) {
  return open && <OpenDialog {...rest} />;
}

function OpenDialog(props: Omit<DialogProps, 'open'>) {
  const { onClose, title, children, actions, size = 'plain', ignoresOutside = false } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedOutside = useRef(false);
  const heading = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element !== null) show(element);
    return () => {
      element?.close();
      // React takes the element away before the browser can restore focus by itself.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press outside is a second way; Escape is the first.
    <dialog
      ref={dialog}
      className={`dialog dialog-${size}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) onClose();
      }}
      onClose={({ currentTarget }) => {
        // Chromium closes it at the third Escape without asking: whoever refuses is there again.
        if (!currentTarget.open) show(currentTarget);
      }}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        // A text marked by drawing out over the edge ends outside, and was not meant as a press there.
        const isOutside = event.target === event.currentTarget && pressedOutside.current;
        if (isOutside && !ignoresOutside) onClose();
      }}
    >
      <div className="dialog-sheet">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <Button variant="quiet" icon={X} iconOnly onClick={onClose}>
            Close
          </Button>
        </header>
        <div className="dialog-body">{children}</div>
        {actions && <footer className="dialog-actions">{actions}</footer>}
      </div>
      <DialogToasts />
    </dialog>
  );
}

function show(dialog: HTMLDialogElement) {
  dialog.showModal();
  // The browser would focus the close button, which comes first.
  dialog.querySelector<HTMLElement>(FIRST)?.focus();
}
