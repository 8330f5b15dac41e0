import type { Draft } from './draft.ts';
import type { Form } from './form.ts';
import { useDraft } from './use-draft.ts';

/** What to say at a field that cannot be saved as it is; undefined when it can. */
export function useProblem(draft: Draft, field: keyof Form, name: string): string | undefined {
  const problem = useDraft(draft, ({ problems }) => problems[field]);
  return problem && `${name} ${problem}. Until this is mended, its last good value stays saved.`;
}

/** The same for what has no field part of its own. */
export function Problem(props: {
  readonly draft: Draft;
  readonly field: keyof Form;
  readonly name: string;
}) {
  const problem = useProblem(props.draft, props.field, props.name);
  return problem && <p className="field-problem">{problem}</p>;
}
