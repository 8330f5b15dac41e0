import { useEffect, useRef, useState } from 'react';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { TextField } from '../../parts/Field.tsx';
import { PasswordField, whenEntered } from '../../parts/PasswordField.tsx';
import { useWait } from './wait.ts';
import './protection.css';

export const NO_PASSPHRASE: Secret = { by: 'passphrase', passphrase: '' };
const NO_RECOVERY_KEY: Secret = { by: 'recovery', key: '' };

interface SecretFieldProps {
  readonly secret: Secret;
  readonly onChange: (secret: Secret) => void;
  readonly onEnter: () => void;
  /** Which of the writer's secrets there are: where there are both, either will do. */
  readonly holders: readonly HolderKind[];
  /** Why the last one did not do. */
  readonly problem: string | null;
  /** How often one did not: after each time the field is there to be typed into again. */
  readonly tries: number;
  /** It is being looked at. */
  readonly busy: boolean;
  /** What the passphrase is called here. */
  readonly label?: string;
}

/** Asks for the passphrase, or for the recovery key in its place, and says how long a wrong one waits. */
export function SecretField(props: SecretFieldProps) {
  const { secret, onChange, onEnter, holders, problem, tries, busy } = props;
  const { label = 'Passphrase' } = props;
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  const isRecovery = secret.by === 'recovery';
  // Each of these gives the field back to the writer.
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [secret.by, tries]);

  return (
    <div className={isRecovery ? 'secret recovery-typed' : 'secret'}>
      {isRecovery ? (
        <TextField
          ref={field}
          label="Recovery key"
          hint="Eight groups of five letters and digits. Spaces, dashes and capitals do not matter."
          value={secret.key}
          readOnly={busy}
          autoCapitalize="none"
          onChange={(event) => onChange({ by: 'recovery', key: event.target.value })}
          onKeyDown={whenEntered(onEnter)}
        />
      ) : (
        <PasswordField
          ref={field}
          label={label}
          value={secret.passphrase}
          readOnly={busy}
          shown={shown}
          onShown={setShown}
          onChange={(passphrase) => onChange({ by: 'passphrase', passphrase })}
          onEnter={onEnter}
        />
      )}
      {problem !== null && (
        <p role="alert" key={tries}>
          {problem}
        </p>
      )}
      <Wait />
      {holders.includes('recovery') && holders.includes('passphrase') && (
        <Button
          variant="quiet"
          onClick={() => onChange(isRecovery ? NO_PASSPHRASE : NO_RECOVERY_KEY)}
        >
          {isRecovery ? 'Use the passphrase instead' : 'Use the recovery key instead'}
        </Button>
      )}
    </div>
  );
}

function Wait() {
  const seconds = useWait();
  // No live region: one that speaks every second drowns what is typed.
  return (
    seconds > 0 && (
      <p role="timer" className="quiet">
        The next try is looked at in {seconds} s.
      </p>
    )
  );
}
