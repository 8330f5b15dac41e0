import { Check, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import { Button } from '../../parts/Button.tsx';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import type { Keychain } from '../../shell/shell.ts';
import { readBackups } from '../backups/backups.ts';
import { ExposedDialog } from '../backups/ExposedBackups.tsx';
import { noteChange } from '../backups/schedule.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { ArchiveDialog } from '../settings/ArchiveDialog.tsx';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

interface ProtectDialogProps {
  readonly keychain: Keychain;
  /** Nothing has been written yet, so that there is nothing to lose. */
  readonly isEmpty?: boolean;
  readonly onClose: () => void;
}

/** Says what it means to let the keychain hold the key, and does it. */
export function ProtectDialog({ keychain, isEmpty = false, onClose }: ProtectDialogProps) {
  const { name } = KEYCHAIN_WORDS[shell.platform];
  const [archiving, setArchiving] = useState(false);
  // Backups will be held by the same key: an archive alone opens without it.
  const [hasArchive, setHasArchive] = useState(false);
  const [isLast, setIsLast] = useState(false);
  const { work, problem, tries, start, close } = useProtectionChange(
    async ({ progress, backUpFirst }) => {
      await backUpFirst();
      await engine.protect(keychain, progress);
      // What is kept from now on is kept under the new key.
      noteChange();
      showToast({ text: `The journal is protected: its key is held by ${name}.` });
    },
    onClose,
    () => void offerExposed(),
  );

  async function offerExposed() {
    if (isEmpty) return onClose();
    await readBackups().catch(() => null);
    setIsLast(true);
  }

  if (isLast) return <ExposedDialog onClose={onClose} />;
  return (
    <>
      <Dialog
        open
        onClose={close}
        title="Protect the journal"
        actions={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" disabled={!hasArchive && !isEmpty} onClick={start}>
              Protect
            </Button>
          </>
        }
      >
        <div className="protection-dialog">
          <p>
            The journal gets a new key, which {name} holds, and every entry is encrypted anew under
            it.
          </p>
          <ul className="protection-readers">
            <li>
              <Check size={16} aria-hidden />
              Whoever is logged in to this account on this computer can read it as before, and so
              can the programs that run there.
            </li>
            <li>
              <X size={16} aria-hidden />
              The disk alone, a copy of the files or another account cannot open it any more.
            </li>
          </ul>
          <div className="protection-danger">
            <TriangleAlert size={16} aria-hidden />
            <div>
              <p>
                Nor can you, if this account’s key is lost or reset, or on another computer. Nobody
                can help then.
                {!isEmpty && ' So export an archive first, and keep it somewhere else.'}
              </p>
              {!isEmpty && (
                <>
                  <Button onClick={() => setArchiving(true)}>Export archive…</Button>
                  <Checkbox
                    label="I have an archive of this journal"
                    checked={hasArchive}
                    onChange={setHasArchive}
                  />
                </>
              )}
            </div>
          </div>
          {!isEmpty && (
            <p className="quiet">
              Backups and archives made until now stay as readable as they are. Traces of the old
              key, and of what it opened, may stay on the disk for a while.
            </p>
          )}
          {problem && (
            <p role="alert" key={tries}>
              {problem}
            </p>
          )}
          {work !== null && (
            <Progress
              label={work.total === 0 ? `Waiting for ${name}` : 'Encrypting the entries anew'}
              {...work}
            />
          )}
        </div>
      </Dialog>
      {archiving && <ArchiveDialog onClose={() => setArchiving(false)} />}
    </>
  );
}
