import { settled } from '../../engine/client.ts';

/**
 * What has to be saved before this window may close its journal. Whoever keeps unsaved words on a
 * screen says here how to save them.
 */
const saves: (() => Promise<void>)[] = [];

/** @param save rejects when something is not saved; then the journal stays open here */
export function beforeClosingJournal(save: () => Promise<void>): void {
  saves.push(save);
}

/** How long a call to the engine, such as an import, may hold that up. */
const PATIENCE_MS = 20_000;

/** Something is still under way that must not be cut short. */
export class Busy extends Error {}

/** Resolves when the journal has all that is on the screen; nothing can be written there meanwhile. */
export async function allSaved(): Promise<void> {
  const focused = document.activeElement;
  // Words still being composed are committed when their field loses the focus.
  if (focused instanceof HTMLElement) focused.blur();
  // A modal dialog is none of what the body takes with it.
  const held = [document.body, ...document.querySelectorAll<HTMLElement>('dialog:modal')];
  const hold = (inert: boolean) => {
    for (const element of held) element.inert = inert;
  };
  hold(true);
  try {
    await saveAll();
    await Promise.race([settled(), busyAfter(PATIENCE_MS)]);
    // What was answered last may have left words behind.
    await saveAll();
  } catch (error) {
    hold(false);
    if (focused instanceof HTMLElement) focused.focus();
    throw error;
  }
  hold(false);
}

function busyAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Busy()), milliseconds));
}

async function saveAll(): Promise<void> {
  for (const save of saves) await save();
}
