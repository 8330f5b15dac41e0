import type { Lost } from '../../engine/contract.ts';
import type { KeptBackup } from '../../shell/shell.ts';
import { counted } from '../counted.ts';

interface Way {
  readonly label: string;
  readonly text: string;
}

/** What is said of a journal that has lost something. */
export interface Description {
  readonly title: string;
  readonly lead: string;
  readonly found: readonly { readonly where: string; readonly what: string }[];
  /** Null where nothing more can be brought back. */
  readonly restore: Way | null;
  /** Null where there is nothing to keep. */
  readonly keep: Way | null;
  /** What a backup is good for; null where there is none. */
  readonly backup: Way | null;
}

export const LOOK_AGAIN: Way = {
  label: 'Look again',
  text: 'A store that was busy may open at the next try. Nothing is changed by it.',
};

const TITLES: Readonly<Record<Lost['why'], string>> = {
  closed: 'The journal’s store does not open',
  empty: 'The journal’s store is empty',
  behind: 'Entries are missing from the journal’s store',
  other: 'Another journal is in the store',
  gone: 'The journal is gone from this computer',
};

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const entries = (count: number) => counted(count, 'entry', 'entries');

/** @param backup the newest backup of it that the shell keeps, where it keeps any */
export function describe(
  { why, expected, store, mirror, together }: Lost,
  backup: Pick<KeptBackup, 'made' | 'entries'> | null,
): Description {
  const seen = why === 'gone' ? 'when it was last opened,' : 'last saved';
  const was = expected && `${entries(expected.entries)}, ${seen} ${time.format(expected.at)}`;
  return {
    title: TITLES[why],
    lead: why === 'gone' ? GONE : leadOf(expected?.entries ?? null, together),
    found: [
      {
        where: 'Was there',
        what:
          was ??
          (why === 'gone'
            ? 'entries; how many is not known'
            : 'not known: the second copy cannot be read'),
      },
      { where: 'In the store', what: why === 'closed' ? 'it does not open' : entries(store) },
      { where: 'In the second copy', what: entries(mirror) },
      ...(backup === null
        ? []
        : [
            {
              where: 'In the newest backup',
              what: `${entries(backup.entries)}, of ${time.format(new Date(backup.made))}`,
            },
          ]),
    ],
    restore:
      together === 0
        ? null
        : {
            label: `Restore ${entries(together)}`,
            text:
              store === 0
                ? 'All that the second copy has is put back.'
                : 'Store and second copy are put together: of each entry the newest that is whole. What is in the store now is kept aside first.',
          },
    keep: keepOf(why, store),
    backup:
      backup === null
        ? null
        : {
            label: 'Restore the backup',
            text: 'Once the journal is open, in either way, Settings → Restore… takes it from there.',
          },
  };
}

/** What may have become of it: a browser says nothing. */
const GONE =
  'A browser may remove all that a page has stored when the disk is full. Nothing has been changed: a backup brings the journal back.';

function leadOf(expected: number | null, together: number): string {
  const unchanged = 'Nothing has been changed.';
  if (together === 0) return unchanged;
  if (expected === null || together < expected) {
    return `${entries(together)} can be restored. ${unchanged}`;
  }
  return `All ${entries(together)} can be restored. ${unchanged}`;
}

function keepOf(why: Lost['why'], store: number): Way | null {
  if (why === 'closed') return null;
  if (why === 'other') {
    return {
      label: `Open the other journal`,
      text: `It has ${entries(store)}. The second copy of this one is put aside and not deleted.`,
    };
  }
  if (store === 0) {
    return {
      label: 'Begin an empty journal',
      text:
        why === 'gone'
          ? 'A backup is restored into it: Settings → Restore… takes one that is kept, or a file.'
          : 'What is left of the old one is put aside and not deleted.',
    };
  }
  return {
    label: `Keep only the ${entries(store)} in the store`,
    text: 'The second copy is put aside and not deleted.',
  };
}
