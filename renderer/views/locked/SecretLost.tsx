import { LockKeyhole } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { HolderKind } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { shell } from '../../shell/host.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';

interface SecretLostProps {
  readonly holders: readonly HolderKind[];
  readonly onBack: () => void;
}

/** What can be done without what opens the journal, honestly. Nothing here changes or erases anything. */
export function SecretLost({ holders, onBack }: SecretLostProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const { name, unlock } = KEYCHAIN_WORDS[shell.platform];
  const hasRecovery = holders.includes('recovery');
  return (
    <Sheet icon={LockKeyhole}>
      <div>
        <h1>
          {hasRecovery
            ? 'Without the passphrase or the recovery key, the journal stays closed'
            : 'Without the passphrase, the journal stays closed'}
        </h1>
      </div>
      <section>
        <h2>What is not possible</h2>
        <p>
          Nobody can open it for you, and neither can we: there is no other way in, no copy of the
          key, and nobody who could be asked to reset it.
        </p>
      </section>
      <section>
        <h2>What was kept</h2>
        <p>
          Every entry, encrypted, where it was, and every backup. Nothing is erased, however often a
          wrong passphrase is typed. Should {hasRecovery ? 'one of the two' : 'it'} turn up in a
          year, the journal opens then.
        </p>
      </section>
      <section>
        <h2>What to look for</h2>
        <ul>
          <li>
            {hasRecovery
              ? 'The recovery key: eight groups of five letters and digits, on paper or in a password manager.'
              : 'The passphrase itself: in a password manager, or on a paper in a drawer. No recovery key was made for this journal.'}
          </li>
          <li>
            An archive or a summary that you exported: those open without a key, and so do backups
            made while nothing protected the journal. Another computer or account with Staff Journal
            reads archives and backups.
          </li>
          {holders.includes('keychain') && (
            <li>
              This computer was to stay unlocked. {unlock} Then try once more, and ask {name} again.
            </li>
          )}
        </ul>
      </section>
      <div className="sheet-actions">
        <Button ref={back} variant="primary" onClick={onBack}>
          Try once more
        </Button>
      </div>
    </Sheet>
  );
}
