import { useState } from 'react';
import { engine } from '../../engine/client.ts';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import type { Keychain } from '../../shell/shell.ts';
import { noteChange } from '../backups/schedule.ts';
import { failureSentences } from '../failure-texts.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { NO_PASSPHRASE, SecretField } from './SecretField.tsx';
import { useProtectionChange } from './use-protection-change.ts';
import './protection.css';

const LABEL = 'Stay unlocked on this computer';

interface StayUnlockedProps {
  readonly keychain: Keychain;
  readonly holders: readonly HolderKind[];
}

/** Whether this computer's keychain opens the journal too, and the way to either. */
export function StayUnlocked({ keychain, holders }: StayUnlockedProps) {
  const { Name } = KEYCHAIN_WORDS[shell.platform];
  const [asking, setAsking] = useState(false);

  async function stop() {
    try {
      await engine.neverStayUnlocked();
      noteChange();
      showToast({ text: 'The passphrase is asked for at the next start.' });
    } catch (error) {
      showToast({ text: failureSentences(error) });
    }
  }

  return (
    <>
      <Checkbox
        label={LABEL}
        hint={`${Name} then holds the key as well: whoever is logged in to this account can open the journal, and so can the programs that run there.`}
        checked={holders.includes('keychain')}
        onChange={(stay) => {
          if (stay) setAsking(true);
          else void stop();
        }}
      />
      {asking && (
        <StayUnlockedDialog
          keychain={keychain}
          holders={holders}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function StayUnlockedDialog(props: StayUnlockedProps & { readonly onClose: () => void }) {
  const { keychain, holders, onClose } = props;
  const { name } = KEYCHAIN_WORDS[shell.platform];
  const [secret, setSecret] = useState<Secret>(NO_PASSPHRASE);
  const { work, problem, tries, busy, start, close } = useProtectionChange(async () => {
    await engine.stayUnlocked(secret, keychain);
    noteChange();
    showToast({ text: `From now on ${name} opens the journal on this computer.` });
  }, onClose);

  return (
    <Dialog
      open
      onClose={close}
      title={LABEL}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" onClick={start}>
            Stay unlocked
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
          {`The journal will open here with ${name}, without the passphrase, for whoever is logged in to this account. Elsewhere the passphrase is asked for as before.`}
        </p>
        {work !== null && <Progress label={`Waiting for ${name}`} {...work} />}
      </div>
    </Dialog>
  );
}
