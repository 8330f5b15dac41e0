import type { KeyboardEvent, Ref } from 'react';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';
import './password-field.css';

interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether it can be read on the screen. */
  readonly shown: boolean;
  /** Where it is given, a button beside the field shows and hides it. */
  readonly onShown?: (shown: boolean) => void;
  readonly onEnter?: () => void;
  readonly readOnly?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

/**
 * A labelled field for what nobody is to read over the writer's shoulder. It stands in no form: a
 * browser would offer to keep what a form sends.
 */
export function PasswordField(props: PasswordFieldProps) {
  const { label, hint, problem, value, onChange, shown, onShown, onEnter, readOnly, ref } = props;
  return (
    <Field label={label} hint={hint} problem={problem} saysProblem>
      {(ties) => (
        <div className="password-field">
          <input
            {...ties}
            ref={ref}
            type={shown ? 'text' : 'password'}
            className="input"
            value={value}
            readOnly={readOnly}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={onEnter && whenEntered(onEnter)}
          />
          {onShown && (
            <Button
              aria-label="Show passphrase"
              aria-pressed={shown}
              onClick={() => onShown(!shown)}
            >
              Show
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

/** For a field of one line without a form: Enter does what its button does. */
export function whenEntered(run: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    run();
  };
}
