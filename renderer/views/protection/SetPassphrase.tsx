import { useState } from 'react';
import type { Protection } from '../../engine/contract.ts';
import { readBackups } from '../backups/backups.ts';
import { ExposedDialog } from '../backups/ExposedBackups.tsx';
import { RecoveryKeyDialog } from './RecoveryKeyDialog.tsx';
import { SetPassphraseDialog } from './SetPassphraseDialog.tsx';

interface SetPassphraseProps {
  readonly now: Protection;
  readonly isEmpty: boolean;
  readonly onClose: () => void;
}

/** The whole way to a first passphrase: itself, then a recovery key, then what is readable from before. */
export function SetPassphrase({ now, isEmpty, onClose }: SetPassphraseProps) {
  // What it was is what the last step is about; what it is changes on the way.
  const [before] = useState(now.kind);
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [isLast, setIsLast] = useState(false);

  if (isLast) return <ExposedDialog onClose={onClose} />;
  if (passphrase === null) {
    return (
      <SetPassphraseDialog now={before} isEmpty={isEmpty} onClose={onClose} onSet={setPassphrase} />
    );
  }
  return (
    <RecoveryKeyDialog
      holders={now.holders}
      known={{ by: 'passphrase', passphrase }}
      onClose={() => {
        if (before !== 'none' || isEmpty) return onClose();
        void readBackups()
          .catch(() => null)
          .then(() => setIsLast(true));
      }}
    />
  );
}
