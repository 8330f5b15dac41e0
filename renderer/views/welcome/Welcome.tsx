import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { useOpening } from '../opening.ts';
import { useIsReal } from '../protection/use-is-real.ts';
import { askFirstProtection, useFirstProtection } from './asking.ts';
import { decline, hasDeclined } from './choice.ts';
import './welcome.css';

/**
 * Asks the writer of an empty journal who may read it, and stays until that is answered. No choice is
 * larger than another, and none is in the way of writing.
 * @param onAnswered what was pressed is gone: the focus has to go somewhere
 */
export function Welcome({ onAnswered }: { readonly onAnswered: () => void }) {
  const opening = useOpening();
  const protection = opening.state === 'open' ? opening.opened.protection : null;
  const { keychain } = shell;
  const real = useIsReal(keychain);
  const [isDeclined, setIsDeclined] = useState(hasDeclined);
  const asking = useFirstProtection();
  const title = useId();
  const { name } = KEYCHAIN_WORDS[shell.platform];

  const isOpen = protection?.kind === 'none' && !isDeclined;
  const wasOpen = useRef(isOpen);
  const answered = useEffectEvent(onAnswered);
  useEffect(() => {
    // Not while a dialog is there, for nothing behind one takes the focus.
    if (wasOpen.current && !isOpen && asking === null) answered();
    if (asking === null) wasOpen.current = isOpen;
  }, [isOpen, asking]);

  function leaveOpen() {
    decline();
    setIsDeclined(true);
    showToast({
      text: 'Nothing protects the journal for now. Settings, under Privacy, change that.',
    });
  }

  if (!isOpen) return null;
  return (
    <section className="welcome" aria-labelledby={title}>
      <h2 id={title}>Who may read this journal?</h2>
      <p>You can change it at any time, in Settings under Privacy.</p>
      {/* No list: it stands among the entries, and each item there is one. */}
      <div className="welcome-choices">
        <Choice
          label="Set a passphrase…"
          note="Recommended"
          onClick={() => askFirstProtection('passphrase')}
        >
          Whoever knows it. The disk, a copy of the files or another account is not enough. You type
          it at every start.
        </Choice>
        {keychain !== null && real === true && (
          <Choice label={`Use ${name}…`} onClick={() => askFirstProtection('keychain')}>
            Whoever is logged in to this account on this computer. The disk or a copy of the files
            is not enough. You type nothing.
          </Choice>
        )}
        <Choice label="Nothing for now" onClick={leaveOpen}>
          Whoever can read this account’s files: the entries are encrypted, but the key lies beside
          them.
        </Choice>
      </div>
    </section>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly note?: string;
  readonly onClick: () => void;
  /** Who can read the journal then. */
  readonly children: string;
}

function Choice({ label, note, onClick, children }: ChoiceProps) {
  return (
    <button type="button" onClick={onClick}>
      <span className="welcome-label">{label}</span>
      <span className="welcome-who">{children}</span>
      {note && <span className="welcome-note">{note}</span>}
    </button>
  );
}
