import { useId } from 'react';
import './choices.css';

interface ChoicesProps<T extends string> {
  /** The accessible name, shown above. */
  readonly label: string;
  readonly value: T;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly hint?: string;
  }[];
  readonly onChange: (value: T) => void;
}

/** A radio group: a few ways, one of them taken. */
export function Choices<T extends string>({ label, value, options, onChange }: ChoicesProps<T>) {
  const id = useId();
  return (
    <div className="choices" role="radiogroup" aria-labelledby={`${id}-label`}>
      <p id={`${id}-label`}>{label}</p>
      {options.map((option) => (
        <div key={option.value} className="choice">
          <input
            type="radio"
            id={`${id}-${option.value}`}
            name={id}
            checked={option.value === value}
            aria-describedby={option.hint && `${id}-${option.value}-hint`}
            autoComplete="off"
            onChange={() => onChange(option.value)}
          />
          <label htmlFor={`${id}-${option.value}`}>{option.label}</label>
          {option.hint && (
            <span id={`${id}-${option.value}-hint`} className="quiet">
              {option.hint}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
