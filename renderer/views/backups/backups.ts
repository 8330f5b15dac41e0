import { useSyncExternalStore } from 'react';
import { backupName } from '../../../backup-rules/name.ts';
import { engine, opened } from '../../engine/client.ts';
import type { MadeBackup, Progress } from '../../engine/contract.ts';
import { showToast } from '../../parts/toasts.tsx';
import { FileRefused } from '../../shell/file-refused.ts';
import { shell } from '../../shell/host.ts';
import type { Backups, BackupsShell, FolderProblem, KeptBackup } from '../../shell/shell.ts';
import { failureText } from '../failure-texts.ts';
import { navigate } from '../route.ts';
import { entries, madeSentence, problemSentence } from './wording.ts';

/** Backups as the screens show them, and the making of one. When it is time for one, schedule.ts says. */
export interface BackupsState {
  /** What the shell keeps; null where it keeps none, and until it has said so. */
  readonly kept: Backups | null;
  /** How far the one is that the writer asked for. */
  readonly work: { readonly done: number; readonly total: number } | null;
  /** Why the last one could not be made. */
  readonly problem: string | null;
  /** Why the second folder did not take it. */
  readonly second: string | null;
  /** Why there is none before something that changes much; the writer says whether to go on. */
  readonly unbacked: string | null;
}

let state: BackupsState = { kept: null, work: null, problem: null, second: null, unbacked: null };
const listeners = new Set<() => void>();

function set(change: Partial<BackupsState>) {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useBackups(): BackupsState {
  return useSyncExternalStore(subscribe, () => state);
}

/** Asks the shell what there is; nothing where it can keep no backups. */
export async function readBackups(): Promise<Backups | null> {
  if (shell.backups === null) return null;
  const kept = await shell.backups.read();
  set({ kept });
  return kept;
}

/** The newest that the shell has of this journal. */
export async function newestBackup(): Promise<KeptBackup | null> {
  const [kept, { journalId }] = await Promise.all([readBackups(), opened]);
  return kept?.list.find(({ journal }) => journal === journalId) ?? null;
}

export async function change(task: (backups: BackupsShell) => Promise<Backups>): Promise<void> {
  if (shell.backups === null) return;
  try {
    set({ kept: await task(shell.backups) });
  } catch (error) {
    showToast({ text: problemSentence(error) });
  }
}

/**
 * Whether the shell keeps backups by itself, as far as it has said: one that needs a folder for them
 * does not before the writer has granted one.
 */
export function areKept(): boolean {
  return shell.backups !== null && (shell.backups.granted === null || placeNow() !== null);
}

/** Why the folder takes no backups now, as far as the shell has said; null when it does. */
export function folderProblem(): FolderProblem | null {
  const place = placeNow();
  return place === null || place === 'own' ? null : place.problem;
}

function placeNow(): Backups['place'] {
  return state.kept?.place ?? null;
}

/** On a click: lets the browser ask for a folder that waits. What it hears shows in `folderProblem`. */
export async function allowFolder(): Promise<void> {
  if (folderProblem() !== 'folder-waiting') return;
  await change(async (backups) => (await backups.granted?.allow()) ?? backups.read());
}

/** Changes heard of in this session, and how many of them are in a backup. */
let changes = 0;
let inBackup = 0;

/** Something is not in a backup yet. */
export function countChange(): void {
  changes++;
}

export function isBackedUp(): boolean {
  return inBackup === changes;
}

let making: Promise<MadeBackup> | null = null;
/** So that a journal that has shrunk is told of once. */
let toldShrunk = false;

/** Makes a backup and has it kept. One at a time: who asks meanwhile gets the same. */
export function makeBackup(progress?: Progress): Promise<MadeBackup> {
  making ??= make(progress).finally(() => {
    making = null;
  });
  return making;
}

async function make(progress?: Progress): Promise<MadeBackup> {
  const until = changes;
  try {
    const backups = await whereKept();
    const made = await engine.backUp(progress);
    if (backups !== null) await keep(backups, made.file);
    inBackup = until;
    set({ problem: null });
    return made;
  } catch (error) {
    // A folder that takes none is told of where the folder is.
    set({ problem: folderProblem() === null ? problemSentence(error) : null });
    throw error;
  }
}

/** What is to keep the next one; null for a download. Rejects where it would be made for nothing. */
async function whereKept(): Promise<BackupsShell | null> {
  if (shell.backups === null || shell.backups.granted === null) return shell.backups;
  await readBackups();
  refuseWithoutFolder();
  return areKept() ? shell.backups : null;
}

function refuseWithoutFolder() {
  const problem = folderProblem();
  if (problem !== null) throw new FileRefused(problem);
}

async function keep(backups: BackupsShell, file: Blob): Promise<void> {
  const { first, second, shrunk } = await backups.keep(file);
  set({ second: second === null || second === 'kept' ? null : secondSentence(second) });
  if (shrunk !== null && !toldShrunk) {
    showToast({
      text: `The journal had ${entries(shrunk.from)} at the last backup and has ${entries(shrunk.to)} now. No older backup is removed until you say that this is right.`,
      action: { label: 'Settings', run: () => navigate({ screen: 'settings' }) },
    });
  }
  toldShrunk = shrunk !== null;
  await readBackups();
  if (first === 'kept') return;
  // What is wrong with the folder says more than what came of it.
  refuseWithoutFolder();
  throw new FileRefused(first);
}

/**
 * Keeps the journal of a store of an older version, before that takes its newest shape. In a browser
 * without a folder the second copy of the journal stands for it: no step of the store touches it.
 */
export async function keepOlder(): Promise<void> {
  await allowFolder();
  const backups = await whereKept();
  if (backups === null) return;
  const file = await engine.backUpOlder();
  if (file !== null) await keep(backups, file);
}

/** `Back up now`: to where the shell keeps them, or else as a download. */
export async function backUpNow(): Promise<void> {
  if (state.work !== null) return;
  set({ work: { done: 0, total: 0 } });
  try {
    await allowFolder();
    const made = await makeAnyhow((done, total) => set({ work: { done, total } }));
    const away = folderProblem() !== null;
    if (!areKept() || away) {
      const saved = await shell.saveFile(backupName(new Date(made.made)), made.file);
      if (!saved) return;
    }
    const more = away ? 'It was downloaded, as its folder takes none now.' : state.second;
    showToast({ text: [madeSentence(made), more ?? ''].join(' ').trim() });
  } catch {
    // It stands in the section, and stays there until one can be made.
  } finally {
    set({ work: null });
  }
}

/** What the writer asks for they get, also where the folder takes none. */
async function makeAnyhow(progress: Progress): Promise<MadeBackup> {
  try {
    return await makeBackup(progress);
  } catch (error) {
    if (folderProblem() === null) throw error;
    return engine.backUp(progress);
  }
}

/** Why the second folder did not take the last backup; null when it did, or when there is none. */
export function secondProblem(): string | null {
  return state.second;
}

function secondSentence(why: FileRefused['name']): string {
  const { title } = failureText(new FileRefused(why));
  return `The second folder did not take it: ${title.toLowerCase()}. See whether the folder is there and can be written to.`;
}

let answer: (goOn: boolean) => void = () => {};

/**
 * A backup before something that changes much, where the shell keeps them. False when none could be
 * made and the writer does not want to go on without one.
 */
export async function backUpBefore(): Promise<boolean> {
  if (shell.backups === null) return true;
  try {
    // It follows on a click, so that this is a time to ask.
    await allowFolder();
    // One that is under way may have begun before the last change.
    await making?.catch(() => undefined);
    const [newest, seq] = await Promise.all([newestBackup(), engine.lastSeq()]);
    if (areKept() && (!isBackedUp() || (newest?.seq ?? 0) !== seq)) await makeBackup();
    return true;
  } catch (error) {
    answer(false);
    set({ unbacked: problemSentence(error) });
    return new Promise((resolve) => {
      answer = (goOn) => {
        answer = () => {};
        set({ unbacked: null });
        resolve(goOn);
      };
    });
  }
}

export function goOnUnbacked(goOn: boolean): void {
  answer(goOn);
}
