import type { Header } from './header.ts';
import type { Outside } from './outside.ts';
import { readSentinel } from './sentinel.ts';

/**
 * Asides: files outside the store that nothing needs and nobody wanted to lose, under names that
 * nothing opens again. They stay as they are, unless they would lay bare what is protected since.
 */

/** Such as `aside-20261124213000000`. */
export function asideName(): string {
  return `aside-${new Date().toISOString().replace(/\D/g, '')}`;
}

const SENTINEL = /^(aside-\d+)-sentinel$/;

/** Removes what was put aside of this journal while its key lay in its header, and the key with it. */
export async function removeBare(outside: Outside, journalId: Header['journalId']): Promise<void> {
  for (const name of await outside.names()) {
    const aside = SENTINEL.exec(name)?.[1];
    if (aside === undefined) continue;
    // One that only a newer app can read is that app's to judge.
    const header = (await readSentinel(outside, name).catch(() => null))?.header;
    if (header?.version !== 1 || header.journalId !== journalId) continue;
    // The key last: as long as it is there, it is found again, and what it opens.
    await outside.remove(`${aside}-mirror`);
    await outside.remove(name);
  }
}
