import type { Attachment } from '../../../domain/attachment.ts';
import { fileNameOf } from '../../../domain/file-name.ts';
import { engine } from '../../../engine/client.ts';
import type { FileCopy } from '../../../engine/contract.ts';
import { showToast } from '../../../parts/toasts.tsx';
import { shell } from '../../../shell/host.ts';
import type { Draft } from '../draft.ts';
import { openDraft } from '../drafts.ts';
import { unreadableText } from './texts.ts';

/** Takes an attachment away, and offers to take that back. */
export function removeAttachment(draft: Draft, { id, name }: Attachment): void {
  const { attachments } = draft.state().form;
  const index = attachments.findIndex((one) => one.id === id);
  const [removed] = attachments.slice(index, index + 1);
  if (removed === undefined) return;
  draft.change({ attachments: attachments.toSpliced(index, 1) });
  showToast({
    text: `${name} removed from the entry.`,
    action: { label: 'Undo', run: () => void putBack(draft.id, removed, index) },
  });
}

/** The entry may have been left since, and opened again. */
async function putBack(entry: string, removed: Attachment, index: number): Promise<void> {
  const draft = await openDraft(entry).catch(() => null);
  if (draft === null) {
    showToast({ text: `${removed.name} was not put back: the entry cannot be read.` });
    return;
  }
  const { attachments } = draft.state().form;
  draft.change({ attachments: attachments.toSpliced(index, 0, removed) });
  await draft.flush();
}

/** Gives the writer a copy of a file, and says what it does not tell any more. */
export async function saveCopy(attachment: Attachment): Promise<void> {
  const name = fileNameOf(attachment);
  try {
    const { file, metadata } = await engine.copyOfFile(attachment.id);
    const { size, type } = { size: file.size, type: attachment.type };
    if (await shell.saveFile(name, file.slice(0, size, type))) {
      showToast({
        text: `${name} saved. It is not encrypted: anyone who has it can read it.${SAID[metadata](type)}`,
      });
    }
  } catch (error) {
    showToast({ text: `${name} was not saved. ${unreadableText(error)}` });
  }
}

const AS_IT_IS = ' Where and when it was made, if it says so, was not taken out of it.';
const SAID: Readonly<Record<FileCopy['metadata'], (type: string) => string>> = {
  stripped: () => ' Where, when and how the picture was made was left out.',
  untouched: () => '',
  unreadable: () => AS_IT_IS,
  other: (type) => (/^(image|video|audio)\//.test(type) ? AS_IT_IS : ''),
};
