import { LockKeyhole } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { shell } from '../../shell/host.ts';
import { failureDetail } from '../failure-texts.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { unlock } from '../opening.ts';

interface LockedViewProps {
  readonly error: unknown;
  /** The keychain is being asked once more. */
  readonly asking: boolean;
}

/** The journal is there and its key is not. Never an empty journal instead, nor a way to make one. */
export function LockedView({ error, asking }: LockedViewProps) {
  const [triedAgain, setTriedAgain] = useState(false);
  const { name, unlock: firstStep } = KEYCHAIN_WORDS[shell.platform];

  function tryAgain() {
    if (asking) return;
    setTriedAgain(true);
    void unlock();
  }

  if (error === null) return <Locked asking={asking} />;
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
      <div className="sheet-actions">
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

/** The writer has locked it, or was away for a while; the keychain has not been asked. */
function Locked({ asking }: { readonly asking: boolean }) {
  const { name } = KEYCHAIN_WORDS[shell.platform];
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => button.current?.querySelector('button')?.focus(), []);
  return (
    <Sheet icon={LockKeyhole}>
      <div>
        <h1>The journal is locked</h1>
        <p className="sheet-lead">
          All that was written is in it. To unlock it, {name} is asked for its key.
        </p>
      </div>
      <div className="sheet-actions" ref={button}>
        <Button variant="primary" onClick={() => asking || void unlock()}>
          Unlock
        </Button>
        <p role="status" className="quiet">
          {asking && `Asking ${name}…`}
        </p>
      </div>
    </Sheet>
  );
}
