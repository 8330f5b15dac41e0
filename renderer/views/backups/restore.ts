import { useSyncExternalStore } from 'react';
import { engine } from '../../engine/client.ts';
import type { HolderKind, RestorePreview, RestoreWay, Secret } from '../../engine/contract.ts';
import { failureCode, holdersOf } from '../../engine/failure.ts';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import type { KeptBackup } from '../../shell/shell.ts';
import { counted, number } from '../counted.ts';
import { failureSentences } from '../failure-texts.ts';
import { backUpBefore, readBackups } from './backups.ts';
import { problemSentence } from './wording.ts';

/**
 * A restore from choosing the backup to the last toast. It lives outside of any screen, so that
 * leaving the screen neither loses it nor leaves it half done.
 */
export type Restore =
  | { readonly step: 'choosing'; readonly list: readonly KeptBackup[] }
  | { readonly step: 'reading'; readonly done: number; readonly total: number }
  /** What opened it when it was made is asked for; `wrong` says why what was typed does not. */
  | {
      readonly step: 'locked';
      readonly file: Blob;
      readonly holders: readonly HolderKind[];
      readonly wrong: string | null;
      readonly tries: number;
      /** It is being looked at. */
      readonly busy: boolean;
    }
  | { readonly step: 'preview'; readonly preview: RestorePreview; readonly way: RestoreWay }
  /** A backup of what is there now is made first. */
  | { readonly step: 'backing-up' }
  | { readonly step: 'restoring'; readonly done: number; readonly total: number }
  | { readonly step: 'failed'; readonly problem: string };

let current: Restore | null = null;
/** Takes the last offer of Undo back: only the last restore can be undone. */
let withdrawUndo = () => {};
const listeners = new Set<() => void>();

function set(next: Restore | null) {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The restore under way; null when there is none. */
export function useRestore(): Restore | null {
  return useSyncExternalStore(subscribe, () => current);
}

/** Shows the backups that the shell keeps; where there are none, lets the writer choose a file. */
export async function startRestore(): Promise<void> {
  if (current !== null) return;
  const kept = await readBackups().catch(() => null);
  if (kept !== null && kept.list.length > 0) set({ step: 'choosing', list: kept.list });
  else await chooseFile();
}

/** Lets the writer choose a file, and shows what restoring it would do. */
export async function chooseFile(): Promise<void> {
  const file = await shell.openFile(['.staffjournal']).catch(fail);
  if (file !== null && file !== undefined) await preview(file);
}

/** Shows what restoring one of the shell's backups would do. */
export async function chooseKept(name: string): Promise<void> {
  set({ step: 'reading', done: 0, total: 0 });
  const file = await shell.backups?.open(name).catch(fail);
  if (file !== undefined && current?.step === 'reading') await preview(file);
}

async function preview(file: Blob): Promise<void> {
  set({ step: 'reading', done: 0, total: 0 });
  const progress = (done: number, total: number) => {
    if (current?.step === 'reading') set({ step: 'reading', done, total });
  };
  await engine
    .previewRestore(file, shell.keychain, null, progress)
    .then((preview) => set({ step: 'preview', preview, way: 'merge' }))
    .catch((error: unknown) => {
      const holders = holdersOf(error);
      // A keychain has been asked already, and is nothing that can be typed.
      if (!holders.some((holder) => holder !== 'keychain')) return fail(error);
      set({ step: 'locked', file, holders, wrong: null, tries: 0, busy: false });
    });
}

const WRONG: readonly unknown[] = ['wrong-passphrase', 'recovery-key-typo', 'wrong-recovery-key'];

/** Opens a backup with what opened the journal when it was made; asks again where that was wrong. */
export async function unlockBackup(secret: Secret): Promise<void> {
  if (current?.step !== 'locked' || current.busy) return;
  const asked = current;
  set({ ...asked, wrong: null, busy: true });
  const progress = (done: number, total: number) => {
    if (current?.step === 'locked' || current?.step === 'reading')
      set({ step: 'reading', done, total });
  };
  await engine
    .previewRestore(asked.file, null, secret, progress)
    .then((preview) => set({ step: 'preview', preview, way: 'merge' }))
    .catch((error: unknown) => {
      if (!WRONG.includes(failureCode(error))) return fail(error);
      set({ ...asked, wrong: failureSentences(error), tries: asked.tries + 1, busy: false });
    });
}

/** Restores what the preview showed, and offers to take it back. */
export async function commitRestore(way: RestoreWay): Promise<void> {
  if (current?.step !== 'preview') return;
  const shown = current;
  set({ step: 'backing-up' });
  if (!(await backUpBefore())) return set({ ...shown, way });
  set({ step: 'restoring', done: 0, total: 0 });
  const progress = (done: number, total: number) => {
    if (current?.step === 'restoring') set({ step: 'restoring', done, total });
  };
  await engine
    .commitRestore(way, progress)
    .then(({ added, changed, removed }) => {
      set(null);
      withdrawUndo();
      const parts = [`${number(added)} added`, `${number(changed)} changed`];
      if (removed > 0) parts.push(`${number(removed)} put into the trash`);
      withdrawUndo = showToast({
        text: `Restored: ${parts.join(', ')}`,
        action: { label: 'Undo', run: () => void undoRestore() },
      });
    })
    .catch(fail);
}

/** Stops the work, forgets the preview, or puts the failure away. Nothing was written. */
export function closeRestore(): void {
  if (current === null || current.step === 'backing-up') return;
  const { step } = current;
  // The work itself says when it has stopped: it may have been quicker than the writer.
  const isAsking = step === 'locked' && !current.busy;
  if (step === 'choosing' || step === 'preview' || step === 'failed' || isAsking) set(null);
  if (step !== 'failed' && step !== 'choosing') void engine.cancelRestore();
}

async function undoRestore(): Promise<void> {
  try {
    const { kept } = await engine.undoRestore();
    const undone = 'The journal is as it was before the restore';
    showToast({
      text:
        kept === 0
          ? undone
          : `${undone}; ${counted(kept, 'entry was', 'entries were')} kept, edited since`,
    });
  } catch (error) {
    showToast({ text: problemSentence(error) });
  }
}

function fail(error: unknown): undefined {
  if (failureCode(error) === 'cancelled') {
    set(null);
    showToast({ text: 'Restore cancelled. The journal is unchanged.' });
  } else {
    set({ step: 'failed', problem: problemSentence(error) });
  }
}
