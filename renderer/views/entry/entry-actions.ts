import { engine } from '../../engine/client.ts';
import { showToast } from '../../parts/toasts.tsx';
import { copy } from '../clipboard.ts';
import { failureText } from '../failure-texts.ts';
import { navigate } from '../route.ts';
import { dismissAll } from './attachments/arriving.ts';
import type { Draft } from './draft.ts';

/** Goes back to where entries like this one are listed; leaving the screen saves. */
export function closeEntry(draft: Draft): void {
  navigate({ screen: draft.state().form.deleted === null ? 'journal' : 'trash' });
}

/** Moves the entry to the trash with the newest of its words, and offers to take that back. */
export async function deleteEntry(draft: Draft): Promise<void> {
  dismissAll(draft);
  await draft.flush();
  if (!draft.state().stored) return discardUnstored(draft);
  try {
    await engine.trash(draft.id);
  } catch (error) {
    return sayFailed('Not deleted', error);
  }
  draft.stop();
  closeEntry(draft);
  showToast({
    text: 'Entry moved to the trash.',
    action: { label: 'Undo', run: () => void restore(draft.id) },
  });
}

/** Nothing of it is in the journal: words that could not be saved are kept, an empty entry is not. */
function discardUnstored(draft: Draft) {
  const { status } = draft.state();
  if (status.kind === 'failed') return sayFailed('Not deleted', status.error);
  draft.stop();
  closeEntry(draft);
}

export async function restore(id: string): Promise<void> {
  await engine.restore(id).catch((error: unknown) => sayFailed('Not restored', error));
}

export function copyWords(draft: Draft): void {
  const { title, text } = draft.state().form;
  showToast({
    text: copy(title === '' ? text : `${title}\n\n${text}`)
      ? 'Copied.'
      : 'Nothing was copied. Select the text and copy it by hand.',
  });
}

function sayFailed(what: string, error: unknown) {
  const { title, text } = failureText(error);
  showToast({ text: `${what}. ${title}. ${text}` });
}
