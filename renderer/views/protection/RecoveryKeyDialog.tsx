import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { TextField } from '../../parts/Field.tsx';
import { whenEntered } from '../../parts/PasswordField.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { noteChange } from '../backups/schedule.ts';
import { copy } from '../clipboard.ts';
import { printRecoveryKey } from './print-recovery-key.ts';
import { NO_PASSPHRASE, SecretField } from './SecretField.tsx';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

interface RecoveryKeyDialogProps {
  readonly holders: readonly HolderKind[];
  /** What has just been typed, so that it is not asked for again. */
  readonly known: Secret | null;
  readonly onClose: () => void;
}

/** A new recovery key: what it is for, the key itself, once, and then typed back. */
export function RecoveryKeyDialog({ holders, known, onClose }: RecoveryKeyDialogProps) {
  const [key, setKey] = useState<string | null>(null);
  const [typing, setTyping] = useState(false);
  function drop() {
    showToast({ text: 'No recovery key was kept: what was copied or printed opens nothing.' });
    onClose();
  }
  if (key === null) {
    return <Ask holders={holders} known={known} onMade={setKey} onClose={onClose} />;
  }
  return typing ? (
    <TypeBack onBack={() => setTyping(false)} onConfirmed={onClose} onClose={drop} />
  ) : (
    <Show recoveryKey={key} onContinue={() => setTyping(true)} onClose={drop} />
  );
}

interface AskProps extends RecoveryKeyDialogProps {
  readonly onMade: (key: string) => void;
}

function Ask({ holders, known, onMade, onClose }: AskProps) {
  const [secret, setSecret] = useState<Secret>(known ?? NO_PASSPHRASE);
  const has = holders.includes('recovery');
  const making = useProtectionChange(
    async () => onMade(await engine.newRecoveryKey(secret)),
    onClose,
    () => {},
  );
  const removing = useProtectionChange(async () => {
    await engine.removeRecoveryKey();
    noteChange();
    showToast({ text: 'The recovery key opens the journal no longer.' });
  }, onClose);
  const { work, problem, tries, busy, start, close } = making;

  return (
    <Dialog
      open
      onClose={close}
      title="Recovery key"
      actions={
        <>
          <Button onClick={close}>{known ? 'Not now' : 'Cancel'}</Button>
          {has && <Button onClick={removing.start}>Remove it</Button>}
          <Button variant="primary" onClick={start}>
            {has ? 'Make another one' : 'Make a recovery key'}
          </Button>
        </>
      }
    >
      <div className="protection-dialog">
        <p>
          A recovery key opens the journal when the passphrase is forgotten, on any computer. You
          see it once: on paper, or in a password manager, it is safe from what may befall this
          computer. Whoever has it can read the journal.
        </p>
        <p>
          {has
            ? 'There is one. Another one takes its place once you have typed it back; backups made until now still open with the old one.'
            : 'There is none: without it, a forgotten passphrase cannot be made good by anybody.'}
        </p>
        {known === null && (
          <SecretField
            secret={secret}
            onChange={setSecret}
            onEnter={start}
            holders={holders}
            problem={problem ?? removing.problem}
            tries={tries + removing.tries}
            busy={busy}
          />
        )}
        {known !== null && (problem ?? removing.problem) && (
          <p role="alert" key={tries + removing.tries}>
            {problem ?? removing.problem}
          </p>
        )}
        {work !== null && <Progress label="Making the recovery key" {...work} />}
      </div>
    </Dialog>
  );
}

interface ShowProps {
  readonly recoveryKey: string;
  readonly onContinue: () => void;
  readonly onClose: () => void;
}

function Show({ recoveryKey, onContinue, onClose }: ShowProps) {
  const [said, setSaid] = useState('');
  return (
    <Dialog
      open
      onClose={onClose}
      title="Your recovery key"
      ignoresOutside
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={onContinue}>
            I have kept it
          </Button>
        </>
      }
    >
      <div className="protection-dialog">
        <ol className="recovery-key" aria-label="Recovery key">
          {recoveryKey.split('-').map((group, at) => (
            <li key={at}>{group}</li>
          ))}
        </ol>
        <div className="protection-actions">
          <Button
            onClick={() =>
              setSaid(
                copy(recoveryKey)
                  ? 'Copied. Other apps can read the clipboard: paste the key where you keep it, then copy something else.'
                  : 'Nothing was copied. Write the key down, or select and copy it by hand.',
              )
            }
          >
            Copy
          </Button>
          <Button onClick={() => printRecoveryKey(recoveryKey)}>Print</Button>
        </div>
        <p role="status">{said}</p>
        <p>
          Keep it apart from this computer. It opens nothing yet: next you type it back, so that it
          is certain to be right. It is not shown again after that.
        </p>
      </div>
    </Dialog>
  );
}

interface TypeBackProps {
  readonly onBack: () => void;
  readonly onConfirmed: () => void;
  /** Before it is confirmed. */
  readonly onClose: () => void;
}

function TypeBack({ onBack, onConfirmed, onClose }: TypeBackProps) {
  const [typed, setTyped] = useState('');
  const { work, problem, tries, busy, start, close } = useProtectionChange(
    async () => {
      await engine.confirmRecoveryKey(typed);
      noteChange();
      showToast({ text: 'The recovery key opens the journal from now on.' });
    },
    onClose,
    onConfirmed,
  );

  return (
    <Dialog
      open
      onClose={close}
      title="Type the recovery key back"
      ignoresOutside
      actions={
        <>
          <Button onClick={onBack}>Show it again</Button>
          <Button variant="primary" onClick={start}>
            Confirm
          </Button>
        </>
      }
    >
      <div className="protection-dialog recovery-typed">
        <TextField
          label="Recovery key"
          hint="As you have kept it. Spaces, dashes and capitals do not matter."
          value={typed}
          readOnly={busy}
          autoCapitalize="none"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={whenEntered(start)}
        />
        {problem && (
          <p role="alert" key={tries}>
            {problem}
          </p>
        )}
        {work !== null && <Progress label="Checking the recovery key" {...work} />}
      </div>
    </Dialog>
  );
}
