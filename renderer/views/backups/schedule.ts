import { engine, whenChanged } from '../../engine/client.ts';
import { failureCode } from '../../engine/failure.ts';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import type { BackupsShell } from '../../shell/shell.ts';
import { saveDrafts } from '../entry/drafts.ts';
import {
  allowFolder,
  areKept,
  change,
  countChange,
  folderProblem,
  isBackedUp,
  makeBackup,
  newestBackup,
  secondProblem,
} from './backups.ts';
import { problemSentence, whenMade } from './wording.ts';

/**
 * Backups by themselves, where the shell keeps them: ten minutes after a change, at quit where the
 * window can wait, and at the start of a day when the last session left a change without one. While
 * nothing changes, nothing runs.
 */
const AFTER_CHANGE_MS = 10 * 60_000;
/** Well below the patience of a window that is closing (electron/closing.ts). */
const AT_QUIT_MS = 2_500;
const WEEK_MS = 7 * 24 * 60 * 60_000;

let isPlanned = false;
let isStarted = false;
let toldProblem = false;
let toldSecond = false;

function note() {
  countChange();
  if (isPlanned) return;
  isPlanned = true;
  setTimeout(async () => {
    isPlanned = false;
    if (areKept() && !isBackedUp() && (await backUp())) await tryOutWeekly().catch(() => undefined);
  }, AFTER_CHANGE_MS);
}

/** Notes a change that is none of an entry, such as of what holds the key. */
export const noteChange = note;

/** Whether one was made. What changes meanwhile is for the next one. */
async function backUp(): Promise<boolean> {
  try {
    await makeBackup();
    toldProblem = false;
    tellSecond();
    return true;
  } catch (error) {
    note();
    if (!toldProblem) tellProblem(error);
    toldProblem = true;
    return false;
  }
}

function tellProblem(error: unknown) {
  if (failureCode(error) === 'folder-waiting') {
    showToast({
      text: 'Backups wait for their folder: the browser has to ask you again whether they may go there.',
      action: { label: 'Allow', run: () => void allowAndFill() },
    });
  } else {
    showToast({ text: `No backup could be made. ${problemSentence(error)}` });
  }
}

/** A folder that is away for long is told of once. */
function tellSecond() {
  const problem = secondProblem();
  if (problem !== null && !toldSecond) showToast({ text: `A backup was made. ${problem}` });
  toldSecond = problem !== null;
}

export async function startBackups(): Promise<void> {
  const { backups } = shell;
  if (backups === null || isStarted) return;
  isStarted = true;
  whenChanged(note);
  shell.beforeClose(backUpBeforeEnd);
  try {
    await afterStart();
  } catch {
    // The next change brings one, and says what is wrong if it cannot be made.
  }
}

async function afterStart(): Promise<void> {
  const [newest, seq] = await Promise.all([newestBackup(), engine.lastSeq()]);
  if (!areKept()) return;
  if (newest === null ? seq === 0 : seq === newest.seq) return tryOutWeekly();
  const madeToday =
    newest !== null && new Date(newest.made).toDateString() === new Date().toDateString();
  if (madeToday) note();
  else if (await backUp()) await tryOutWeekly();
}

/** Lets the writer choose the folder that backups are kept in, and keeps the first there. */
export async function chooseAndFill(): Promise<void> {
  await change(async (backups) => (await backups.granted?.choose()) ?? backups.read());
  await fill();
}

/** Lets the browser ask again for that folder, and keeps there what has waited for it. */
export async function allowAndFill(): Promise<void> {
  await allowFolder();
  await fill();
}

/** The writer is there and has just granted the folder: nothing is left for later. */
async function fill(): Promise<void> {
  if (!areKept() || folderProblem() !== null) return;
  try {
    const [newest, seq] = await Promise.all([newestBackup(), engine.lastSeq()]);
    if (seq === (newest?.seq ?? 0) || (await backUp())) await tryOutWeekly();
  } catch {
    // As at the start.
  }
}

/** Never keeps the window for long: what is not kept now is kept at the next start. */
export async function backUpBeforeEnd(): Promise<void> {
  const enough = new Promise<void>((resolve) => setTimeout(resolve, AT_QUIT_MS));
  await Promise.race([backUpWhatWasSaved(), enough]);
}

async function backUpWhatWasSaved(): Promise<void> {
  // What cannot be saved is told of by whoever saves it.
  await saveDrafts().catch(() => undefined);
  // The last save tells of its change on another way than of its end.
  await new Promise((resolve) => setTimeout(resolve));
  if (areKept() && !isBackedUp()) await backUp();
}

/** Once a week the newest is tried out; one that fails is told of, and another one made. */
async function tryOutWeekly(): Promise<void> {
  const { backups } = shell;
  const newest = await newestBackup();
  if (backups === null || newest === null) return;
  const last = (await backups.read()).trial;
  if (last?.passed && Date.now() - Date.parse(last.at) < WEEK_MS) return;
  if (await tryOut(backups, newest.name)) return;
  showToast({
    text: `The backup of ${whenMade(newest.made)} did not pass its weekly check. Another one is being made; Settings say how it goes.`,
  });
  const next = (await backUp()) ? await newestBackup() : null;
  if (next !== null) await tryOut(backups, next.name);
}

async function tryOut(backups: BackupsShell, name: string): Promise<boolean> {
  const passed = await backups
    .open(name)
    .then((file) => engine.tryBackup(file))
    .then(
      () => true,
      () => false,
    );
  await change(() => backups.keepTrial(passed));
  return passed;
}
