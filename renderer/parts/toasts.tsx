import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
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

let shown: readonly Shown[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Shown[]) {
  shown = next;
  for (const listener of listeners) listener();
}

/** Says something at the foot of the window; answers a function that takes it back. */
export function showToast(toast: Toast): () => void {
  const id = ++lastId;
  // More than three would hide the work below them.
  set([...shown, { ...toast, id }].slice(-3));
  return () => hide(id);
}

function hide(id: number) {
  set(shown.filter((toast) => toast.id !== id));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear. Mounted once. */
export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, () => shown);
  const [held, setHeld] = useState(false);
  return (
    // The region is always there, because a live region is heard only when it was there before its text.
    // biome-ignore lint/a11y/noStaticElementInteractions: it only holds the clock still
    <div
      className="toasts"
      aria-live="polite"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} held={held} />
      ))}
    </div>
  );
}

function ToastCard({ toast, held }: { readonly toast: Shown; readonly held: boolean }) {
  const { id, text, action } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(hide, SHOWN_FOR_MS, id);
    return () => clearTimeout(timer);
  }, [held, id]);
  return (
    <div className="toast">
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
