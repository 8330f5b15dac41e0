import { X } from 'lucide-react';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { Button } from './Button.tsx';
import './toasts.css';

/** What can be said in passing, with at most one thing to do about it. */
export interface Toast {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

interface Shown extends Toast {
  readonly id: number;
}

/** Long enough to read two sentences and to reach the action by keyboard. */
const SHOWN_FOR_MS = 10_000;

const NONE: readonly Shown[] = [];
let shown = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Shown[]) {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says something at the foot of the window; answers a function that takes it back. */
export function showToast(toast: Toast): () => void {
  const id = ++lastId;
  // More would hide the work below. What can still be undone stays beside the news.
  const kept = shown.filter(({ action }) => action !== undefined).slice(-1);
  set([...kept, { ...toast, id }]);
  return () => hide(id);
}

function hide(id: number) {
  set(shown.filter((toast) => toast.id !== id));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The dialogs that are open, the topmost last: outside of that nothing is heard or can be pressed. */
let dialogs: readonly string[] = [];

function setDialogs(next: readonly string[]) {
  dialogs = next;
  for (const listener of listeners) listener();
}

/** Where toasts appear. Mounted once. */
export function Toasts() {
  return <Region dialog={undefined} />;
}

/** The same in a dialog, for as long as it is the topmost one. */
export function DialogToasts() {
  const dialog = useId();
  useEffect(() => {
    setDialogs([...dialogs, dialog]);
    return () => setDialogs(dialogs.filter((other) => other !== dialog));
  }, [dialog]);
  return <Region dialog={dialog} />;
}

function Region({ dialog }: { readonly dialog: string | undefined }) {
  const toasts = useSyncExternalStore(subscribe, () => (dialogs.at(-1) === dialog ? shown : NONE));
  return (
    // The region is always there, because a live region is heard only when it was there before its text.
    <div className="toasts" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { readonly toast: Shown }) {
  const { id, text, action } = toast;
  // Its own, because a card that is dismissed under the pointer never hears that the pointer left.
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(hide, SHOWN_FOR_MS, id);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only holds the clock still
    <div
      className="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p role="status">{text}</p>
      {action && (
        <Button
          onClick={() => {
            hide(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button variant="quiet" icon={X} iconOnly onClick={() => hide(id)}>
        Dismiss
      </Button>
    </div>
  );
}
