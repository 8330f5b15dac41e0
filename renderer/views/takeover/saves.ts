/**
 * What has to be saved before this window may close its journal. Whoever keeps unsaved words on a
 * screen says here how to save them.
 */
const saves: (() => Promise<void>)[] = [];

/** @param save rejects when something is not saved; then the journal stays open here */
export function beforeClosingJournal(save: () => Promise<void>): void {
  saves.push(save);
}

export async function saveAll(): Promise<void> {
  for (const save of saves) await save();
}
