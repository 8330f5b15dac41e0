import { type BrowserWindow, dialog } from 'electron';
import { tell } from './ipc.ts';

/** How long the page has to save before the writer is asked. A save takes milliseconds. */
const PATIENCE_MS = 4000;

/** Windows whose page has something to say before they close. */
const held = new WeakSet<BrowserWindow>();
/** Windows that wait for their page, with what hears its answer. */
const waiting = new WeakMap<BrowserWindow, (saved: boolean) => void>();

/** From now on the window closes only once its page has saved, or the writer gives up what was not. */
export async function holdClose(window: BrowserWindow): Promise<void> {
  held.add(window);
}

export async function answerClose(window: BrowserWindow, saved: boolean): Promise<void> {
  waiting.get(window)?.(saved);
}

/** The window's page is gone: until the next one says so, none has anything to say. */
export function nobodyToAsk(window: BrowserWindow): void {
  held.delete(window);
  waiting.get(window)?.(false);
}

/** Whether the window may close: its page has saved, or the writer gives up what could not be. */
export async function mayClose(window: BrowserWindow): Promise<boolean> {
  if (window.isDestroyed() || !held.has(window)) return true;
  const saved = await new Promise<boolean>((resolve) => {
    waiting.set(window, resolve);
    setTimeout(resolve, PATIENCE_MS, false);
    tell(window, 'closing', null);
  });
  waiting.delete(window);
  return saved || (await givesUp(window));
}

async function givesUp(window: BrowserWindow): Promise<boolean> {
  window.show();
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The last change could not be saved.',
    detail: 'Keep the window open to copy the text elsewhere, or to try again.',
    buttons: ['Keep open', 'Close and lose the change'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
