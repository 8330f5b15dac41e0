import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Failure } from '../../engine/failure.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { backUpBefore } from '../backups/backups.ts';
import { noteChange } from '../backups/schedule.ts';
import { NO_PASSPHRASE, SecretField } from './SecretField.tsx';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

interface RemovePassphraseDialogProps {
  readonly holders: readonly HolderKind[];
  readonly onClose: () => void;
}

/** Says what it means to do without the passphrase, and removes it. */
export function RemovePassphraseDialog({ holders, onClose }: RemovePassphraseDialogProps) {
  const [secret, setSecret] = useState<Secret>(NO_PASSPHRASE);
  const { work, problem, tries, busy, start, close } = useProtectionChange(async () => {
    if (!(await backUpBefore())) throw new Failure('cancelled');
    await engine.unprotectWith(secret);
    noteChange();
    showToast({ text: 'The passphrase is removed: the journal’s key lies beside the entries.' });
  }, onClose);
  const others = [
    holders.includes('recovery') && 'the recovery key',
    holders.includes('keychain') && 'what keeps this computer unlocked',
  ].filter((other) => other !== false);

  return (
    <Dialog
      open
      onClose={close}
      title="Remove the passphrase"
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="danger" onClick={start}>
            Remove passphrase
          </Button>
        </>
      }
    >
      <div className="protection-dialog">
        <SecretField
          secret={secret}
          onChange={setSecret}
          onEnter={start}
          holders={holders}
          problem={problem}
          tries={tries}
          busy={busy}
        />
        <p>
          The key will lie beside the entries, unprotected. From then on anyone who can read this
          account’s files, on this computer or on a copy, can read the journal; and whoever has a
          backup made from then on can read that.
        </p>
        <p>
          {others.length > 0 && `With the passphrase goes ${others.join(', and ')}. `}
          No entry is changed.
        </p>
        {work !== null && <Progress label="Checking the passphrase" {...work} />}
      </div>
    </Dialog>
  );
}
