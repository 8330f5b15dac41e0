import { ChevronDown } from 'lucide-react';
import { Field } from './Field.tsx';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

interface SelectProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A labelled native select. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, value, options, onChange, hint, disabled } = props;
  return (
    <Field label={label} hint={hint}>
      {(ties) => (
        <div className="select">
          <select
            {...ties}
            className="input"
            value={value}
            disabled={disabled}
            autoComplete="off"
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value);
              if (chosen) onChange(chosen.value);
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown size={16} aria-hidden />
        </div>
      )}
    </Field>
  );
}
