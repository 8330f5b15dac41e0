import { isDay } from '../../domain/day.ts';
import {
  CONFIDENTIALITIES,
  type Confidentiality,
  IMPACTS,
  PARTS,
  SCOPES,
} from '../../domain/entry.ts';
import { Field, TextField } from '../../parts/Field.tsx';
import { Select } from '../../parts/Select.tsx';
import { CONFIDENTIALITY_NAMES, capital } from '../names.ts';
import type { Draft } from './draft.ts';
import { useProblem } from './Problem.tsx';
import { useDraft } from './use-draft.ts';

const NOT_SAID = { value: '', label: 'Not said' } as const;
const SCOPE_OPTIONS = [NOT_SAID, ...SCOPES.map((value) => ({ value, label: capital(value) }))];
const PART_OPTIONS = [NOT_SAID, ...PARTS.map((value) => ({ value, label: capital(value) }))];
const IMPACT_OPTIONS = IMPACTS.map((impact) => ({
  value: String(impact),
  label: impact === 0 ? 'Not rated' : String(impact),
}));
const WHO_READS: Readonly<Record<Confidentiality, string>> = {
  private: 'Leaves only in a summary for you.',
  manager: 'May leave in a summary for your manager.',
  committee: 'May leave in a summary for a manager or a committee.',
  public: 'May leave in any summary.',
};
const CONFIDENTIALITY_OPTIONS = CONFIDENTIALITIES.map((value) => ({
  value,
  label: CONFIDENTIALITY_NAMES[value],
}));

/** When it was, how far it reached, what came of it, and who may know. */
export function Details({ draft }: { readonly draft: Draft }) {
  const scope = useDraft(draft, ({ form }) => form.scope);
  const part = useDraft(draft, ({ form }) => form.part);
  const impact = useDraft(draft, ({ form }) => form.impact);
  const confidentiality = useDraft(draft, ({ form }) => form.confidentiality);
  return (
    <>
      <div className="entry-pair">
        <DayField draft={draft} field="day" label="Day" />
        <DayField draft={draft} field="through" label="Through" />
        <Select
          label="Scope"
          value={scope ?? ''}
          options={SCOPE_OPTIONS}
          onChange={(value) => draft.change({ scope: value === '' ? null : value })}
        />
        <Select
          label="Part"
          value={part ?? ''}
          options={PART_OPTIONS}
          onChange={(value) => draft.change({ part: value === '' ? null : value })}
        />
        <Select
          label="Impact"
          value={String(impact)}
          options={IMPACT_OPTIONS}
          onChange={(value) =>
            draft.change({ impact: IMPACTS.find((known) => String(known) === value) ?? 0 })
          }
        />
        <Select
          label="Confidentiality"
          value={confidentiality}
          options={CONFIDENTIALITY_OPTIONS}
          onChange={(value) => draft.change({ confidentiality: value })}
        />
      </div>
      <p className="entry-note">{WHO_READS[confidentiality]}</p>
      <Line
        draft={draft}
        field="outcome"
        label="Outcome"
        hint="What changed, with a number where there is one."
      />
      <Line draft={draft} field="project" label="Project" />
      <Line draft={draft} field="people" label="People" hint="Who saw it, separated by commas." />
    </>
  );
}

function Line(props: {
  readonly draft: Draft;
  readonly field: 'outcome' | 'project' | 'people';
  readonly label: string;
  readonly hint?: string;
}) {
  const { draft, field, label, hint } = props;
  const value = useDraft(draft, ({ form }) => form[field]);
  return (
    <TextField
      label={label}
      hint={hint}
      problem={useProblem(draft, field, label)}
      value={value}
      onChange={(event) => draft.change({ [field]: event.target.value })}
    />
  );
}

function DayField(props: {
  readonly draft: Draft;
  readonly field: 'day' | 'through';
  readonly label: string;
}) {
  const { draft, field, label } = props;
  const value = useDraft(draft, ({ form }) => form[field]);
  const read = (input: HTMLInputElement) => {
    // A date that is half typed has an empty value, which must not pass for "no date".
    const typed = input.validity.badInput ? 'half typed' : input.value;
    if (typed !== draft.state().form[field]) draft.change({ [field]: typed });
  };
  return (
    <Field label={label} problem={useProblem(draft, field, label)}>
      {(ties) => (
        <input
          {...ties}
          type="date"
          className="input"
          autoComplete="off"
          max="9999-12-31"
          value={isDay(value) ? value : ''}
          onChange={(event) => read(event.target)}
          onBlur={(event) => read(event.target)}
        />
      )}
    </Field>
  );
}
