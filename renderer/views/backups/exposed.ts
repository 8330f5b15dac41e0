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
export function useExposed(): readonly KeptBackup[] {
  const { kept } = useBackups();
  const [journal, setJournal] = useState<string | null>(null);
  useEffect(() => {
    opened.then(({ journalId }) => setJournal(journalId));
  }, []);
  return exposedIn(kept, journal);
}

function exposedIn(kept: Backups | null, journal: string | null): readonly KeptBackup[] {
  return (kept?.list ?? []).filter((backup) => backup.readable && backup.journal === journal);
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
  const left = exposedIn(await readBackups(), journalId).length;
  const gone = exposedIn(before, journalId).length - left;
  const deleted = `${counted(gone, 'backup', 'backups')} deleted.`;
  showToast({
    text:
      left === 0
        ? deleted
        : `${deleted} ${counted(left, 'could not be and is', 'could not be and are')} there still: see whether the folder can be written to.`,
  });
}
