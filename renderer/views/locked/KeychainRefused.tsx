import { LockKeyhole } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { shell } from '../../shell/host.ts';
import { failureDetail } from '../failure-texts.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { unlock } from '../opening.ts';

interface KeychainRefusedProps {
  readonly error: unknown;
  /** The keychain is being asked once more. */
  readonly asking: boolean;
  /** The writer has just pressed the button of the screen before. */
  readonly takesFocus: boolean;
}

/** Nobody but the keychain holds the key, and it did not give it. */
export function KeychainRefused({ error, asking, takesFocus }: KeychainRefusedProps) {
  const actions = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) actions.current?.querySelector('button')?.focus();
  }, [takesFocus]);
  const [triedAgain, setTriedAgain] = useState(false);
  const { name, unlock: firstStep } = KEYCHAIN_WORDS[shell.platform];

  function tryAgain() {
    if (asking) return;
    setTriedAgain(true);
    void unlock();
  }

  return (
    <Sheet icon={LockKeyhole}>
      <div role="alert">
        <h1>The journal does not open with {name}</h1>
        <p className="sheet-lead">It is here, and nothing in it was changed.</p>
        <p>
          Only {name}, in this account on this computer, holds its key. {failureDetail(error)}
        </p>
      </div>
      <section>
        <h2>What was kept</h2>
        <p>
          Every entry, encrypted, where it was. How many there are cannot be told without the key.
        </p>
      </section>
      <section>
        <h2>What to do</h2>
        <ol>
          <li>{firstStep}</li>
          <li>Try again. Nothing needs to be restarted.</li>
          <li>
            Was it reset, or were the app’s files brought from another computer or account? Then
            only the old one opens them: look for it in a backup of that account.
          </li>
          <li>
            Until the journal is open again, keep the app’s files as they are, and any archive you
            have exported.
          </li>
        </ol>
      </section>
      <div className="sheet-actions" ref={actions}>
        <Button variant="primary" onClick={tryAgain}>
          Try again
        </Button>
        <p role="status" className="quiet">
          {asking && `Asking ${name}…`}
          {triedAgain && !asking && 'It still does not open.'}
        </p>
      </div>
    </Sheet>
  );
}
