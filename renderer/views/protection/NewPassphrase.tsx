import { useEffect, useRef, useState } from 'react';
import { PasswordField } from '../../parts/PasswordField.tsx';

/** A passphrase that is to be, typed twice. */
export interface Chosen {
  readonly first: string;
  readonly again: string;
}

export const NOTHING_CHOSEN: Chosen = { first: '', again: '' };

/** Why what was chosen cannot be taken yet, and which of the two has to be typed. */
export interface Unready {
  readonly field: keyof Chosen;
  readonly text: string;
}

/** Null where it can be taken. What else a passphrase may be, the engine says. */
export function unreadyOf({ first, again }: Chosen): Unready | null {
  if (first.trim() === '') {
    return { field: 'first', text: 'Type a passphrase, then the same once more.' };
  }
  if (first === again) return null;
  return { field: 'again', text: 'The two are not the same. Type the passphrase again.' };
}

interface NewPassphraseProps {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
  readonly onEnter: () => void;
  /** Another one each time that it was tried. */
  readonly problem: Unready | null;
}

/** Asks for a new passphrase twice, and says honestly what makes a good one. */
export function NewPassphrase({ chosen, onChange, onEnter, problem }: NewPassphraseProps) {
  const [shown, setShown] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const again = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (problem === null) return;
    const field = (problem.field === 'first' ? first : again).current;
    field?.focus();
    field?.select();
  }, [problem]);
  const problemAt = (field: Unready['field']) =>
    problem?.field === field ? problem.text : undefined;
  return (
    <>
      <PasswordField
        ref={first}
        label="New passphrase"
        problem={problemAt('first')}
        value={chosen.first}
        shown={shown}
        onShown={setShown}
        onChange={(first) => onChange({ ...chosen, first })}
        onEnter={onEnter}
      />
      <PasswordField
        ref={again}
        label="New passphrase again"
        value={chosen.again}
        shown={shown}
        problem={problemAt('again')}
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
