import type { Entry } from '../../domain/entry.ts';
import { changesBetween } from '../../domain/history.ts';
import { engine } from '../../engine/client.ts';
import type { Version } from '../../engine/contract.ts';
import { showToast } from '../../parts/toasts.tsx';
import type { Draft } from '../entry/draft.ts';
import { saveDrafts } from '../entry/drafts.ts';
import { failureText } from '../failure-texts.ts';
import { inSentence, whenWritten } from './wording.ts';

/** An entry as it is, and what it said before. */
export interface EntryHistory {
  readonly now: Entry;
  /** Newest first. */
  readonly versions: readonly Version[];
  /** One of them, whole; asked for once. */
  readonly read: (seq: number) => Promise<Entry>;
}

/** Reads the history of the entry that is being written, with the last of its words. */
export async function readHistory(draft: Draft): Promise<EntryHistory> {
  // When that fails, the screen has words that the journal does not: they are shown all the same.
  await draft.flush();
  const versions = await engine.versions(draft.id);
  const asked = new Map<number, Promise<Entry>>();
  return {
    now: draft.entry(),
    versions,
    read(seq) {
      const answer = asked.get(seq) ?? engine.version(draft.id, seq);
      asked.set(seq, answer);
      return answer;
    },
  };
}

/** Whether restoring that version would change what the entry says. */
export function restoresAnything(version: Entry, now: Entry): boolean {
  return changesBetween(version, now).some(({ field }) => !isLeftAsItIs(field));
}

/** Whether the entry has it otherwise now, and keeps it so when a version is restored. */
export function leavesAnything(version: Entry, now: Entry): boolean {
  return changesBetween(version, now).some(
    ({ field }) => field === 'confidentiality' || field === 'pinned',
  );
}

function isLeftAsItIs(field: string): boolean {
  return field === 'confidentiality' || field === 'pinned' || field === 'deleted';
}

/** Makes the entry say what a version says, offers to take that back, and rejects with what keeps it from it. */
export async function restoreVersion(draft: Draft, version: Version): Promise<void> {
  await draft.flush();
  const { status } = draft.state();
  // Words that the journal does not have would be written over what is restored, or be lost.
  if (status.kind === 'failed') throw status.error;
  const before = await engine.restoreVersion(draft.id, version.seq);
  // Before the writer can type into what was there until now.
  await draft.refresh(() => engine.entry(draft.id)).catch(() => 'kept');
  showToast({
    text: `Restored the version of ${inSentence(whenWritten(version.updated, new Date()))}.`,
    action: { label: 'Undo', run: () => void undo(draft.id, before) },
  });
}

async function undo(id: string, before: number): Promise<void> {
  try {
    await saveDrafts();
    await engine.restoreVersion(id, before);
    showToast({ text: 'The entry says again what it said before.' });
  } catch (error) {
    const { title, text } = failureText(error);
    showToast({ text: `Not undone. ${title}. ${text}` });
  }
}
