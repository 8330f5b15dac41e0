import { type BrowserWindow, dialog } from 'electron';
import { tell } from './ipc.ts';

/** How long the page has to save before the writer is asked. A save takes milliseconds. */
const PATIENCE_MS = 4000;

const held = new WeakSet<BrowserWindow>();
/** Windows that wait for their page, with what hears its answer. */
const waiting = new WeakMap<BrowserWindow, (saved: boolean) => void>();

/** From now on the window closes only once its page has saved, or the writer gives up what was not. */
export async function holdClose(window: BrowserWindow): Promise<void> {
  if (held.has(window)) return;
  held.add(window);
  window.on('close', (event) => {
    event.preventDefault();
    if (!waiting.has(window)) void closeWhenSaved(window);
  });
}

export async function answerClose(window: BrowserWindow, saved: boolean): Promise<void> {
  waiting.get(window)?.(saved);
}

async function closeWhenSaved(window: BrowserWindow): Promise<void> {
  const saved = await new Promise<boolean>((resolve) => {
    waiting.set(window, resolve);
    setTimeout(resolve, PATIENCE_MS, false);
    tell(window, 'closing', null);
  });
  if (saved || (await givesUp(window))) window.destroy();
  waiting.delete(window);
}

async function givesUp(window: BrowserWindow): Promise<boolean> {
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
