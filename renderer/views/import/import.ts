import { useSyncExternalStore } from 'react';
import { engine } from '../../engine/client.ts';
import type { ImportPreview } from '../../engine/contract.ts';
import { failureCode } from '../../engine/failure.ts';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { backUpBefore } from '../backups/backups.ts';
import { counted } from '../counted.ts';
import { problemSentence } from './wording.ts';

/**
 * An import from choosing the file to the last toast. It lives outside of any screen, so that
 * leaving the screen neither loses it nor leaves it half done.
 */
export type Import =
  | {
      readonly step: 'reading';
      readonly file: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly step: 'preview'; readonly file: string; readonly preview: ImportPreview }
  | {
      readonly step: 'adding';
      readonly file: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly step: 'failed'; readonly file: string; readonly problem: string };

const FILES = ['.json', '.zip', '.jsonl', '.ndjson', '.txt'];

let current: Import | null = null;
/** A backup is made before anything is added; it cannot be cancelled, and takes a moment. */
let isBackingUp = false;
/** Takes the last offer of Undo back: only the last import can be undone. */
let withdrawUndo = () => {};
const listeners = new Set<() => void>();

function set(next: Import | null) {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The import under way; null when there is none. */
export function useImport(): Import | null {
  return useSyncExternalStore(subscribe, () => current);
}

/** Lets the writer choose a file, reads it, and shows what importing it would do. */
export async function startImport(): Promise<void> {
  if (current !== null) return;
  const chosen = await shell.openFile(FILES).catch(fail(''));
  if (chosen === null || chosen === undefined) return;
  const file = chosen.name;
  const progress = (done: number, total: number) => {
    if (current?.step === 'reading') set({ step: 'reading', file, done, total });
  };
  set({ step: 'reading', file, done: 0, total: 0 });
  await engine
    .previewImport(chosen, progress)
    .then((preview) => set({ step: 'preview', file, preview }))
    .catch(fail(file));
}

/** Adds what the preview found, and offers to take it back. */
export async function commitImport(goodLinesOnly: boolean): Promise<void> {
  if (current?.step !== 'preview') return;
  const { file, preview } = current;
  const progress = (done: number, total: number) => {
    if (current?.step === 'adding') set({ step: 'adding', file, done, total });
  };
  set({ step: 'adding', file, done: 0, total: preview.fresh });
  isBackingUp = true;
  const mayGoOn = await backUpBefore();
  isBackingUp = false;
  if (!mayGoOn) return set({ step: 'preview', file, preview });
  await engine
    .commitImport({ goodLinesOnly }, progress)
    .then(({ added }) => {
      set(null);
      withdrawUndo();
      withdrawUndo = showToast({
        text: `${counted(added, 'entry', 'entries')} imported`,
        action: { label: 'Undo', run: () => void undoImport() },
      });
    })
    .catch(fail(file));
}

/** Stops the work, forgets the preview, or puts the failure away. Nothing was written. */
export function closeImport(): void {
  if (current === null || isBackingUp) return;
  const { step } = current;
  // The work itself says when it has stopped: it may have been quicker than the writer.
  if (step === 'preview' || step === 'failed') set(null);
  if (step !== 'failed') void engine.cancelImport();
}

async function undoImport(): Promise<void> {
  try {
    const { removed, kept } = await engine.undoImport();
    const gone = `${counted(removed, 'entry', 'entries')} removed again`;
    showToast({
      text: kept === 0 ? gone : `${gone}; ${counted(kept, 'was', 'were')} kept, edited since`,
    });
  } catch (error) {
    showToast({ text: problemSentence(error) });
  }
}

function fail(file: string) {
  return (error: unknown): undefined => {
    if (failureCode(error) === 'cancelled') {
      set(null);
      showToast({ text: 'Import cancelled. The journal is unchanged.' });
    } else {
      set({ step: 'failed', file, problem: problemSentence(error) });
    }
  };
}
