import { LockKeyhole } from 'lucide-react';
import { useRef, useState } from 'react';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { shell } from '../../shell/host.ts';
import { failureDetail, failureSentences } from '../failure-texts.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { unlock, unlockWith } from '../opening.ts';
import { NO_PASSPHRASE, SecretField } from '../protection/SecretField.tsx';
import { SecretLost } from './SecretLost.tsx';
import './locked.css';

interface PassphraseAskedProps {
  readonly holders: readonly HolderKind[];
  readonly error: unknown;
  readonly asking: boolean;
  /** It was open here, until what stores it ended by itself. */
  readonly hasStopped: boolean;
}

/** The journal opens with what the writer knows. */
export function PassphraseAsked(props: PassphraseAskedProps) {
  const { holders, error, asking, hasStopped } = props;
  const [secret, setSecret] = useState<Secret>(NO_PASSPHRASE);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const [isLost, setIsLost] = useState(false);
  const working = useRef(false);

  function change(next: Secret) {
    if (next.by !== secret.by) setProblem(null);
    setSecret(next);
  }

  async function open() {
    if (working.current) return;
    working.current = true;
    setProblem(null);
    setBusy(true);
    try {
      // From here on it opens, and this screen goes.
      await unlockWith(secret);
    } catch (error) {
      setProblem(failureSentences(error));
      setTries((before) => before + 1);
      setBusy(false);
      working.current = false;
    }
  }

  const lost = holders.includes('recovery') ? 'Lost both' : 'Lost the passphrase';
  if (isLost) return <SecretLost holders={holders} onBack={() => setIsLost(false)} />;
  return (
    <Sheet icon={LockKeyhole}>
      <h1>The journal is locked</h1>
      {hasStopped && (
        <p role="status">
          What stores the journal had stopped, and has been started again. All that was saved is
          there: unlock it to go on.
        </p>
      )}
      {holders.includes('keychain') && <KeychainLine error={error} asking={asking} />}
      <div className="locked-secret">
        <SecretField
          secret={secret}
          onChange={change}
          onEnter={() => void open()}
          holders={holders}
          problem={problem}
          tries={tries}
          busy={busy}
        />
      </div>
      <div className="sheet-actions">
        <Button variant="primary" onClick={() => void open()}>
          Unlock
        </Button>
        <Button variant="quiet" onClick={() => setIsLost(true)}>
          {lost}
        </Button>
        <p role="status" className="quiet">
          {busy && 'Opening… This takes about a second, so that guessing takes long.'}
        </p>
      </div>
    </Sheet>
  );
}

/** Why the passphrase is asked for on a computer that was to stay unlocked. */
function KeychainLine({ error, asking }: Pick<PassphraseAskedProps, 'error' | 'asking'>) {
  const { name } = KEYCHAIN_WORDS[shell.platform];
  const refused = `This computer was to stay unlocked, but ${name} does not open the journal now. ${failureDetail(error) ?? ''}`;
  const notAsked = `On this computer ${name} opens it as well.`;
  return (
    <div className="locked-keychain">
      <p role="status">
        {asking
          ? `Asking ${name}… It may be asking for your password. The passphrase opens the journal as well.`
          : error === null
            ? notAsked
            : refused}
      </p>
      <Button onClick={() => !asking && void unlock()}>
        {error === null ? `Ask ${name}` : 'Ask it again'}
      </Button>
    </div>
  );
}
