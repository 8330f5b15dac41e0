import { useEffect, useState } from 'react';
import type { Protection as Now } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { shell } from '../../shell/host.ts';
import type { Keychain } from '../../shell/shell.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { ProtectDialog } from './ProtectDialog.tsx';
import { UnprotectDialog } from './UnprotectDialog.tsx';

/** Who can read the journal on this computer, said plainly, and what the writer can do about it. */
export function Protection({ now: { kind } }: { readonly now: Now }) {
  const { keychain } = shell;
  // Nothing offers a passphrase yet; the engine knows what to do with one.
  if (kind === 'passphrase') return <p>The journal opens with a passphrase.</p>;
  return (
    <>
      {kind === 'none' ? <Unprotected /> : <HeldByKeychain />}
      {keychain && <KeychainActions keychain={keychain} now={kind} />}
    </>
  );
}

function Unprotected() {
  return (
    <>
      <p className="settings-lead">Nothing protects the journal on this computer yet.</p>
      <p>
        Every entry is encrypted before it is stored, but the key lies beside the entries. Anyone
        who can read this account’s files can read the journal.
      </p>
    </>
  );
}

function HeldByKeychain() {
  const { name } = KEYCHAIN_WORDS[shell.platform];
  return (
    <>
      <p className="settings-lead">The journal’s key is held by {name}.</p>
      <p>
        Whoever is logged in to this account on this computer can read the journal, and so can the
        programs that run there. The disk alone, a copy of the files or another account cannot open
        it.
      </p>
      <p>
        Should the key be lost with this computer, an archive is all there is: keep one somewhere
        safe.
      </p>
    </>
  );
}

interface KeychainActionsProps {
  readonly keychain: Keychain;
  readonly now: 'none' | 'keychain';
}

function KeychainActions({ keychain, now }: KeychainActionsProps) {
  const { protect, stop, missing } = KEYCHAIN_WORDS[shell.platform];
  const real = useIsReal(keychain);
  const [asking, setAsking] = useState<'protect' | 'unprotect' | null>(null);
  const close = () => setAsking(null);

  return (
    <>
      {now === 'none' && real === false && <p>{missing}</p>}
      {/* One button, whatever it says: the dialog that changes that gives the focus back to it. */}
      {(now === 'keychain' || real === true) && (
        <Button onClick={() => setAsking(now === 'none' ? 'protect' : 'unprotect')}>
          {now === 'none' ? protect : stop}
        </Button>
      )}
      {asking === 'protect' && <ProtectDialog keychain={keychain} onClose={close} />}
      {asking === 'unprotect' && <UnprotectDialog keychain={keychain} onClose={close} />}
    </>
  );
}

/** Whether the keychain protects what it wraps; null until it has said so. */
function useIsReal(keychain: Keychain): boolean | null {
  const [real, setReal] = useState<boolean | null>(null);
  useEffect(() => {
    keychain.isReal().then(setReal, () => setReal(false));
  }, [keychain]);
  return real;
}
