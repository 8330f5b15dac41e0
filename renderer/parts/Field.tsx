import { type ComponentProps, type ReactNode, useId } from 'react';
import './field.css';

interface FieldProps {
  /** The accessible name, shown above the control. */
  readonly label: string;
  /** One quiet sentence below the control, read out with it. */
  readonly hint?: string | undefined;
  /** What is wrong with the value, in place of the hint. */
  readonly problem?: string | undefined;
  /** The problem answers a press of a button, and so is said at once. */
  readonly saysProblem?: boolean;
  /** Makes the control; the id ties the label to it, the other its hint or problem. */
  readonly children: (ties: FieldTies) => ReactNode;
}

export interface FieldTies {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** A labelled control of any kind. */
export function Field({ label, hint, problem, saysProblem = false, children }: FieldProps) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : `${id}-note`,
        'aria-invalid': problem === undefined ? undefined : true,
      })}
      {note !== undefined && (
        <p
          id={`${id}-note`}
          role={saysProblem && problem !== undefined ? 'alert' : undefined}
          className={problem === undefined ? 'field-hint' : 'field-problem'}
        >
          {note}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps
  extends Omit<ComponentProps<'input'>, 'id' | 'className' | 'children' | 'autoComplete'> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
}

/** A labelled input of one line. The browser remembers nothing that is typed here. */
export function TextField({ label, hint, problem, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} problem={problem}>
      {(ties) => (
        <input
          type="text"
          spellCheck={false}
          {...rest}
          {...ties}
          className="input"
          autoComplete="off"
        />
      )}
    </Field>
  );
}
