import { useEffect, useState } from 'react';
import { opened } from '../../engine/client.ts';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import type { Backups, KeptBackup } from '../../shell/shell.ts';
import { counted } from '../counted.ts';
import { makeBackup, readBackups, useBackups } from './backups.ts';

/**
 * Exposed: backups of this journal that were made while nothing protected it. They have its key of
 * then in them, so that protecting it since has done nothing for them.
 */
export interface Exposed {
  readonly backups: readonly KeptBackup[];
  /** The second folder, where it cannot be reached and some were to be deleted that may be in it still. */
  readonly unreached: string | null;
}

export function useExposed(): Exposed {
  const { kept } = useBackups();
  const [journal, setJournal] = useState<string | null>(null);
  useEffect(() => {
    opened.then(({ journalId }) => setJournal(journalId));
  }, []);
  return exposedIn(kept, journal);
}

function exposedIn(kept: Backups | null, journal: string | null): Exposed {
  if (kept === null || journal === null) return { backups: [], unreached: null };
  const { list, second, secondFolder, unreached } = kept;
  const ours = [...list, ...(second ?? [])].filter(
    (backup) => backup.readable && backup.journal === journal,
  );
  // Each is written to both folders, and is one backup for whoever reads of it.
  const backups = [...new Map(ours.map((backup) => [backup.name, backup])).values()];
  return { backups, unreached: unreached === journal ? secondFolder : null };
}

/**
 * Deletes them, after another backup has been made and verified. Rejects where that could not be.
 * @param signal that the writer would rather keep them, heard until the first one goes
 */
export async function deleteExposed(signal: AbortSignal): Promise<void> {
  const [{ journalId }, before] = await Promise.all([opened, readBackups()]);
  if (shell.backups === null) return;
  await makeBackup();
  signal.throwIfAborted();
  await shell.backups.removeReadable(journalId);
  const { backups, unreached } = exposedIn(await readBackups(), journalId);
  const left = backups.length;
  const gone = Math.max(0, exposedIn(before, journalId).backups.length - left);
  const told = [`${counted(gone, 'backup', 'backups')} deleted.`];
  if (left > 0) {
    told.push(
      `${counted(left, 'could not be and is', 'could not be and are')} there still: see whether the folder can be written to.`,
    );
  }
  if (unreached !== null) {
    told.push('The second folder could not be reached: what is in it is there still.');
  }
  showToast({ text: told.join(' ') });
}
