import { engine } from '../../engine/client.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import type { Keychain } from '../../shell/shell.ts';
import { noteChange } from '../backups/schedule.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

interface UnprotectDialogProps {
  readonly keychain: Keychain;
  readonly onClose: () => void;
}

/** Says what it means to take the key back from the keychain, and does it. */
export function UnprotectDialog({ keychain, onClose }: UnprotectDialogProps) {
  const { name } = KEYCHAIN_WORDS[shell.platform];
  const { work, problem, tries, start, close } = useProtectionChange(async ({ backUpFirst }) => {
    await backUpFirst();
    await engine.unprotect(keychain);
    noteChange();
    showToast({ text: 'The journal’s key lies beside the entries again, unprotected.' });
  }, onClose);

  return (
    <Dialog
      open
      onClose={close}
      title="Remove the protection"
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="danger" onClick={start}>
            Remove protection
          </Button>
        </>
      }
    >
      <div className="protection-dialog">
        <p>
          {`The key will be taken back from ${name} and laid beside the entries, unprotected. From then on anyone who can read this account’s files, on this computer or on a copy, can read the journal.`}
        </p>
        <p>No entry is changed.</p>
        {problem && (
          <p role="alert" key={tries}>
            {problem}
          </p>
        )}
        {work !== null && <Progress label={`Waiting for ${name}`} {...work} />}
      </div>
    </Dialog>
  );
}
