import { Check, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import { Failure } from '../../engine/failure.ts';
import { Button } from '../../parts/Button.tsx';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import type { Keychain } from '../../shell/shell.ts';
import { backUpBefore } from '../backups/backups.ts';
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
  // The browser engine can answer a write that is cut off with an empty store, and this rewrites all.
  const [hasArchive, setHasArchive] = useState(false);
  const { work, problem, start, close } = useProtectionChange(async (progress) => {
    if (!(await backUpBefore())) throw new Failure('cancelled');
    await engine.protect(keychain, progress);
    // What is kept from now on is kept under the new key.
    noteChange();
    showToast({ text: `The journal is protected: its key is held by ${name}.` });
  }, onClose);

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
                can help then
                {isEmpty
                  ? '.'
                  : '; and a power cut or a crash while everything is written anew can cost the journal itself. So export an archive first, and keep it somewhere else.'}
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
              Traces of the old key, and of what it opened, may stay in the app’s files until the
              browser engine tidies them, and on the disk for longer. Backups made until now have it
              in them, this change’s own too: whoever has one of these files can read it.
            </p>
          )}
          {problem && <p role="alert">{problem}</p>}
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
