import { X } from 'lucide-react';
import { useRef } from 'react';
import { competencyName } from '../../domain/framework.ts';
import { Button } from '../../parts/Button.tsx';
import { AddCompetency } from './AddCompetency.tsx';
import type { Draft } from './draft.ts';
import { Problem } from './Problem.tsx';
import { useDraft } from './use-draft.ts';

/** What the entry proves: its tags, and a way to add one by any part of its name. */
export function Competencies({ draft }: { readonly draft: Draft }) {
  const field = useRef<HTMLInputElement>(null);
  const chosen = useDraft(draft, ({ form }) => form.competencies);
  return (
    <div className="entry-competencies">
      <ul aria-label="Competencies" className="entry-tags">
        {chosen.map((id) => (
          <li key={id} className="entry-tag">
            {competencyName(id)}
            <Button
              variant="quiet"
              icon={X}
              iconOnly
              onClick={() => {
                draft.change({ competencies: chosen.filter((other) => other !== id) });
                // The button goes away, and would take the focus with it.
                field.current?.focus();
              }}
            >
              Remove {competencyName(id)}
            </Button>
          </li>
        ))}
      </ul>
      <AddCompetency
        field={field}
        chosen={chosen}
        onAdd={(id) => draft.change({ competencies: [...chosen, id] })}
      />
      <Problem draft={draft} field="competencies" name="The list of competencies" />
    </div>
  );
}
