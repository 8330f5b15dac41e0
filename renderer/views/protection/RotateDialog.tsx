import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Failure } from '../../engine/failure.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { backUpBefore } from '../backups/backups.ts';
import { noteChange } from '../backups/schedule.ts';
import { NO_PASSPHRASE, SecretField } from './SecretField.tsx';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

interface RotateDialogProps {
  readonly holders: readonly HolderKind[];
  readonly onClose: () => void;
  /** The recovery key that there was opens nothing any more. */
  readonly onRotated: (passphrase: string) => void;
}

/** Says why one would want a new key, and makes one. */
export function RotateDialog({ holders, onClose, onRotated }: RotateDialogProps) {
  const [secret, setSecret] = useState<Secret>(NO_PASSPHRASE);
  const passphrase = secret.by === 'passphrase' ? secret.passphrase : '';
  const keychain = holders.includes('keychain') ? shell.keychain : null;
  const { work, problem, tries, busy, start, close } = useProtectionChange(
    async (progress) => {
      if (!(await backUpBefore())) throw new Failure('cancelled');
      await engine.rotate(passphrase, keychain, progress);
      noteChange();
      showToast({ text: 'The journal has a new key.' });
    },
    onClose,
    () => onRotated(passphrase),
  );

  return (
    <Dialog
      open
      onClose={close}
      title="Make a new key"
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" onClick={start}>
            Make a new key
          </Button>
        </>
      }
    >
      <div className="protection-dialog">
        {/* The new key is held by the passphrase, so nothing less will do. */}
        <SecretField
          secret={secret}
          onChange={setSecret}
          onEnter={start}
          holders={['passphrase']}
          problem={problem}
          tries={tries}
          busy={busy}
        />
        <p>
          Every entry is encrypted anew under another key. Do this where someone may have had the
          passphrase, the recovery key or this computer: with the old key they could go on reading,
          whatever passphrase you set since.
        </p>
        <p>
          {holders.includes('recovery')
            ? 'The recovery key will open the journal no longer; the next step makes another one. '
            : ''}
          Backups made until now open with what opened them before: delete those that others may
          have.
        </p>
        {work !== null && (
          <Progress
            label={work.total === 0 ? 'Making the key' : 'Encrypting the entries anew'}
            {...work}
          />
        )}
      </div>
    </Dialog>
  );
}
