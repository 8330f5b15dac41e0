import { strengthOf } from '../../domain/strength.ts';
import { STRENGTH_NAMES } from '../names.ts';
import { StrengthMeter } from '../StrengthMeter.tsx';
import type { Draft } from './draft.ts';
import { nextStep } from './strength-step.ts';
import { useDraft } from './use-draft.ts';

/** How well the entry proves its competencies as it stands, and the one step that would raise that. */
export function StrengthLine({ draft }: { readonly draft: Draft }) {
  const strength = useDraft(draft, () => strengthOf(draft.entry()));
  const step = nextStep(strength);
  return (
    <p className="entry-strength">
      <StrengthMeter strength={strength} />
      <span aria-hidden>{STRENGTH_NAMES[strength]}</span>
      {step && <span className="quiet">{step}</span>}
    </p>
  );
}
