import { Check, TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { Protection } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { shell } from '../../shell/host.ts';
import { areKept, backUpNow } from '../backups/backups.ts';
import { noteChange } from '../backups/schedule.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import {
  type Chosen,
  NewPassphrase,
  NOTHING_CHOSEN,
  type Unready,
  unreadyOf,
} from './NewPassphrase.tsx';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

interface SetPassphraseDialogProps {
  readonly now: Protection['kind'];
  /** Nothing has been written yet, so that there is nothing to lose. */
  readonly isEmpty: boolean;
  readonly onClose: () => void;
  readonly onSet: (passphrase: string) => void;
}

/** Says what a first passphrase means, and sets it. */
export function SetPassphraseDialog(props: SetPassphraseDialogProps) {
  const { now, isEmpty, onClose, onSet } = props;
  const [chosen, setChosen] = useState<Chosen>(NOTHING_CHOSEN);
  const [unready, setUnready] = useState<Unready | null>(null);
  const keychain = now === 'keychain' ? shell.keychain : null;
  const change = useProtectionChange(
    async ({ progress, backUpFirst }) => {
      await backUpFirst();
      await engine.protectWith(chosen.first, keychain, progress);
      noteChange();
    },
    onClose,
    () => onSet(chosen.first),
  );
  const { work, problem, close } = change;

  function set() {
    const why = unreadyOf(chosen);
    setUnready(why);
    if (why === null) change.start();
  }

  return (
    <Dialog
      open
      onClose={close}
      title="Set a passphrase"
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" onClick={set}>
            Set passphrase
          </Button>
        </>
      }
    >
      <div className="protection-dialog">
        <NewPassphrase chosen={chosen} onChange={setChosen} onEnter={set} problem={unready} />
        <ul className="protection-readers">
          <li>
            <Check size={16} aria-hidden />
            Whoever knows the passphrase can read the journal. While it is open, so can whoever sits
            at this computer, and the programs that run in this account.
          </li>
          <li>
            <X size={16} aria-hidden />
            The disk alone, a copy of the files, another account or a backup made from now on cannot
            be read without it.
          </li>
        </ul>
        {keychain !== null && (
          <p>
            {`On this computer ${KEYCHAIN_WORDS[shell.platform].name} goes on holding the key, so the journal opens here without the passphrase until you turn that off.`}
          </p>
        )}
        <div className="protection-danger">
          <TriangleAlert size={16} aria-hidden />
          <div>
            <p>
              Nobody can open the journal for you if you forget the passphrase. The next step makes
              a recovery key for that day.
            </p>
            {now === 'none' && !isEmpty && !areKept() && (
              <>
                <p>
                  Everything is encrypted anew, and no backup is kept here by itself: make one
                  first. It opens without the passphrase, so delete it once all is well.
                </p>
                <Button onClick={() => void backUpNow()}>Back up now</Button>
              </>
            )}
          </div>
        </div>
        {now === 'none' && !isEmpty && (
          <p className="quiet">
            Backups and archives made until now stay as readable as they are. Traces of the old key,
            and of what it opened, may stay on the disk for a while.
          </p>
        )}
        {problem && (
          <p role="alert" key={change.tries}>
            {problem}
          </p>
        )}
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
