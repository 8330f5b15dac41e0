import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { noteChange } from '../backups/schedule.ts';
import {
  type Chosen,
  NewPassphrase,
  NOTHING_CHOSEN,
  type Unready,
  unreadyOf,
} from './NewPassphrase.tsx';
import { NO_PASSPHRASE, SecretField } from './SecretField.tsx';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

interface ChangePassphraseDialogProps {
  readonly holders: readonly HolderKind[];
  /** What has just opened the journal, where that was the recovery key: it is not asked for again. */
  readonly opener?: Secret;
  readonly onClose: () => void;
}

/** Puts another passphrase in the place of the one there is. */
export function ChangePassphraseDialog(props: ChangePassphraseDialogProps) {
  const { holders, opener, onClose } = props;
  const [current, setCurrent] = useState<Secret>(opener ?? NO_PASSPHRASE);
  const [chosen, setChosen] = useState<Chosen>(NOTHING_CHOSEN);
  const [unready, setUnready] = useState<Unready | null>(null);
  const change = useProtectionChange(async () => {
    await engine.changePassphrase(current, chosen.first);
    noteChange();
    showToast({ text: 'The journal opens with the new passphrase from now on.' });
  }, onClose);
  const { work, problem, tries, busy, close } = change;

  function set() {
    const why = unreadyOf(chosen);
    setUnready(why);
    if (why === null) change.start();
  }

  return (
    <Dialog
      open
      onClose={close}
      title={opener ? 'Set a new passphrase' : 'Change passphrase'}
      actions={
        <>
          <Button onClick={close}>{opener ? 'Not now' : 'Cancel'}</Button>
          <Button variant="primary" onClick={set}>
            {opener ? 'Set passphrase' : 'Change passphrase'}
          </Button>
        </>
      }
    >
      <div className="protection-dialog">
        {opener ? (
          <p>
            The recovery key has opened the journal. If the passphrase is forgotten, set a new one
            now. The recovery key stays as it is.
          </p>
        ) : (
          <SecretField
            secret={current}
            onChange={setCurrent}
            onEnter={set}
            holders={holders}
            problem={problem}
            tries={tries}
            busy={busy}
            label="Current passphrase"
          />
        )}
        <NewPassphrase chosen={chosen} onChange={setChosen} onEnter={set} problem={unready} />
        <p className="quiet">
          No entry is rewritten. Backups made until now still open with the passphrase that they
          were made with. If someone may have learnt it, make a new key as well.
        </p>
        {opener && problem && (
          <p role="alert" key={tries}>
            {problem}
          </p>
        )}
        {work !== null && <Progress label="Making the key" {...work} />}
      </div>
    </Dialog>
  );
}
