import { newEntry } from '../../domain/entry.ts';
import { engine } from '../../engine/client.ts';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { failureText } from '../failure-texts.ts';
import { navigate } from '../route.ts';
import { beforeClosingJournal } from '../takeover/saves.ts';
import { allArrived, anyArriving, isArriving, whenArriving } from './attachments/arriving.ts';
import { createDraft, type Draft } from './draft.ts';

/**
 * Every draft that may hold unsaved words: the one on the screen, and any that was left while its
 * save failed, or while a file was on its way into it. It stays here, and is tried again, until the
 * journal has it.
 */
const drafts = new Map<string, Draft>();
let onScreen: Draft | null = null;

/** Mostly 5; more on a busy machine. The browser itself waits half a second for a page to end. */
const SAVE_TAKES_MS = 250;

export function newDraft(): Draft {
  return createDraft({ entry: newEntry(new Date()), stored: false, save: engine.save });
}

/** The draft of an entry; null when there is no such entry. */
export async function openDraft(id: string): Promise<Draft | null> {
  const unsaved = drafts.get(id);
  if (unsaved !== undefined) return unsaved;
  const entry = await engine.entry(id);
  if (entry === null) return null;
  return createDraft({ entry, stored: true, save: engine.save });
}

export function enterDraft(draft: Draft): void {
  drafts.set(draft.id, draft);
  onScreen = draft;
}

/** Saves what the screen held when the writer goes elsewhere, and says so there when that fails. */
export async function leaveDraft(draft: Draft): Promise<void> {
  if (onScreen === draft) onScreen = null;
  await draft.flush();
  // It may be back on the screen by now.
  if (draft === onScreen) return;
  if (draft.unsaved()) sayUnsaved(draft);
  else if (draft.leftEmpty() && draft.state().stored) await discard(draft);
  forgetOnceSaved(draft);
}

function forgetOnceSaved(draft: Draft) {
  const forget = () => {
    if (draft.unsaved() || isArriving(draft.id) || draft === onScreen) return;
    drafts.delete(draft.id);
    for (const stop of stops) stop();
  };
  const stops = [draft.subscribe(forget), whenArriving(forget)];
  forget();
}

async function discard(draft: Draft) {
  // An empty entry more in the journal does no harm, so a failure here is not worth a word.
  await engine.trash(draft.id).catch(() => {});
}

function sayUnsaved(draft: Draft) {
  const { status } = draft.state();
  const why = status.kind === 'failed' ? failureText(status.error).title : 'It takes long';
  showToast({
    text: `An entry is not saved yet. ${why}. Its text is kept, and saving is tried again.`,
    action: { label: 'Open it', run: () => navigate({ screen: 'entry', id: draft.id }) },
  });
}

/**
 * The last chance, where nobody was asked whether to stay. The engine ends with the page, and a page
 * that is busy has not ended: so it stays busy for as long as a save takes.
 */
function saveWhileLeaving() {
  const unsaved = all().filter((draft) => draft.unsaved());
  if (unsaved.length === 0) return;
  // Past the draft, which would wait for the save before; the engine keeps the order.
  for (const draft of unsaved) engine.save(draft.entry()).catch(() => {});
  const end = performance.now() + SAVE_TAKES_MS;
  while (performance.now() < end);
}

const all = () => [...drafts.values()];
const anyUnsaved = () => all().some((draft) => draft.unsaved());
const flushAll = () => Promise.all(all().map((draft) => draft.flush()));

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void flushAll();
});
window.addEventListener('pagehide', saveWhileLeaving);
if (shell.kind === 'browser') {
  // Electron asks by `beforeClose`, and could not close a window that its page holds as well.
  window.addEventListener('beforeunload', (event) => {
    void flushAll();
    // While the browser asks, the save goes on.
    if (anyUnsaved() || anyArriving()) event.preventDefault();
  });
}

/** Waits for files on their way, and saves until nothing is unsaved; rejects with what keeps an entry from it. */
export async function saveDrafts(): Promise<void> {
  await allArrived();
  const unsaved = () => all().find((draft) => draft.unsaved());
  for (let draft = unsaved(); draft !== undefined; draft = unsaved()) {
    await draft.flush();
    const { status } = draft.state();
    if (status.kind === 'failed') throw status.error;
  }
}

shell.beforeClose(saveDrafts);
beforeClosingJournal(saveDrafts);
