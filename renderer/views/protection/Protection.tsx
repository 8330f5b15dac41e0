import { useEffect, useRef, useState } from 'react';
import type { Protection as Now } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { shell } from '../../shell/host.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { ChangePassphraseDialog } from './ChangePassphraseDialog.tsx';
import { ProtectDialog } from './ProtectDialog.tsx';
import { RecoveryKeyDialog } from './RecoveryKeyDialog.tsx';
import { RemovePassphraseDialog } from './RemovePassphraseDialog.tsx';
import { RotateDialog } from './RotateDialog.tsx';
import { SetPassphrase } from './SetPassphrase.tsx';
import { StayUnlocked } from './StayUnlocked.tsx';
import { UnprotectDialog } from './UnprotectDialog.tsx';
import { useIsReal } from './use-is-real.ts';
import './protection.css';

type Asking = 'set' | 'change' | 'recovery' | 'rotate' | 'remove' | 'protect' | 'unprotect';

/** Who can read the journal on this computer, said plainly, and what the writer can do about it. */
export function Protection({ now }: { readonly now: Now }) {
  const { kind, holders } = now;
  const { keychain } = shell;
  const real = useIsReal(keychain);
  const { protect, stop, missing } = KEYCHAIN_WORDS[shell.platform];
  const [asking, setAsking] = useState<Asking | null>(null);
  /** Of a key that was just made anew, for the recovery key that is offered then. */
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  const hasPassphrase = kind === 'passphrase';

  function close() {
    setAsking(null);
    setPassphrase(null);
  }

  const isShown = useRef(false);
  // Either may take the button away that had the focus.
  useEffect(() => {
    if (isShown.current && asking === null && document.activeElement === document.body) {
      first.current?.focus();
    }
    isShown.current = true;
  }, [asking, kind]);

  return (
    <>
      {kind === 'none' && <Unprotected />}
      {kind === 'keychain' && <HeldByKeychain />}
      {hasPassphrase && <HeldByPassphrase now={now} />}
      {kind === 'none' && real === false && keychain !== null && <p>{missing}</p>}
      {/* Two buttons that say what they do now: the dialogs that change that give the focus back to them. */}
      <div className="settings-actions">
        <Button ref={first} onClick={() => setAsking(hasPassphrase ? 'change' : 'set')}>
          {hasPassphrase ? 'Change passphrase…' : 'Set a passphrase…'}
        </Button>
        {!hasPassphrase && keychain !== null && (kind === 'keychain' || real === true) && (
          <Button onClick={() => setAsking(kind === 'none' ? 'protect' : 'unprotect')}>
            {kind === 'none' ? protect : stop}
          </Button>
        )}
        {hasPassphrase && (
          <>
            <Button onClick={() => setAsking('recovery')}>Recovery key…</Button>
            <Button onClick={() => setAsking('rotate')}>Make a new key…</Button>
            <Button onClick={() => setAsking('remove')}>Remove the passphrase…</Button>
          </>
        )}
      </div>
      {hasPassphrase && keychain !== null && (real === true || holders.includes('keychain')) && (
        <StayUnlocked keychain={keychain} holders={holders} />
      )}

      {asking === 'set' && <SetPassphrase now={now} isEmpty={false} onClose={close} />}
      {asking === 'change' && <ChangePassphraseDialog holders={holders} onClose={close} />}
      {asking === 'recovery' && (
        <RecoveryKeyDialog
          holders={holders}
          known={passphrase === null ? null : { by: 'passphrase', passphrase }}
          onClose={close}
        />
      )}
      {asking === 'rotate' && (
        <RotateDialog
          holders={holders}
          onClose={close}
          onRotated={(typed) => {
            setPassphrase(typed);
            setAsking('recovery');
          }}
        />
      )}
      {asking === 'remove' && <RemovePassphraseDialog holders={holders} onClose={close} />}
      {asking === 'protect' && keychain !== null && (
        <ProtectDialog keychain={keychain} onClose={close} />
      )}
      {asking === 'unprotect' && keychain !== null && (
        <UnprotectDialog keychain={keychain} onClose={close} />
      )}
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
        safe, or set a passphrase, which opens the journal anywhere.
      </p>
    </>
  );
}

function HeldByPassphrase({ now: { holders } }: { readonly now: Now }) {
  const staysUnlocked = holders.includes('keychain');
  const secret = holders.includes('recovery')
    ? 'the passphrase or the recovery key'
    : 'the passphrase';
  return (
    <>
      <p className="settings-lead">The journal opens with a passphrase.</p>
      <p>
        {staysUnlocked
          ? `Elsewhere nobody opens it without ${secret}. On this computer it stays unlocked for whoever is logged in to this account.`
          : `Nobody opens it without ${secret}: not with the disk, a copy of the files or another account. While it is open, the programs that run in this account may read it.`}
      </p>
      <dl className="settings-facts">
        <dt>Recovery key</dt>
        <dd>
          {holders.includes('recovery')
            ? 'There is one: it opens the journal as well.'
            : `None. If the passphrase is forgotten, ${staysUnlocked ? 'only this computer' : 'nothing'} opens the journal.`}
        </dd>
      </dl>
    </>
  );
}
