import { useState } from 'react';
import { PasswordField } from '../../parts/PasswordField.tsx';

/** A passphrase that is to be, typed twice. */
export interface Chosen {
  readonly first: string;
  readonly again: string;
}

export const NOTHING_CHOSEN: Chosen = { first: '', again: '' };

/** Why this cannot be taken yet; null where it can. What else a passphrase may be, the engine says. */
export function problemOf({ first, again }: Chosen): string | null {
  if (first.trim() === '') return 'Type a passphrase, then the same once more.';
  return first === again ? null : 'The two are not the same. Type the passphrase again.';
}

interface NewPassphraseProps {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
  readonly onEnter: () => void;
  readonly problem: string | null;
}

/** Asks for a new passphrase twice, and says honestly what makes a good one. */
export function NewPassphrase({ chosen, onChange, onEnter, problem }: NewPassphraseProps) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <PasswordField
        label="New passphrase"
        value={chosen.first}
        shown={shown}
        onShown={setShown}
        onChange={(first) => onChange({ ...chosen, first })}
        onEnter={onEnter}
      />
      <PasswordField
        label="New passphrase again"
        value={chosen.again}
        shown={shown}
        problem={problem ?? undefined}
        onChange={(again) => onChange({ ...chosen, again })}
        onEnter={onEnter}
      />
      <p className="quiet">
        Five or more words that chance has picked are long, and easy to keep in mind. Names, dates,
        quotes and what you use elsewhere are guessed first. Capitals and spaces count; the ways in
        which keyboards write one and the same letter do not (NFKC).
      </p>
    </>
  );
}
