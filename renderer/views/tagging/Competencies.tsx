import { X } from 'lucide-react';
import { useRef } from 'react';
import { competencyName } from '../../domain/framework.ts';
import { Button } from '../../parts/Button.tsx';
import { AddCompetency } from './AddCompetency.tsx';

interface CompetenciesProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Enter where nothing is typed and nothing is marked. */
  readonly onEnter?: () => void;
}

/** What an entry proves: its tags, and a way to add one by any part of its name. */
export function Competencies({ chosen, onChange, onEnter }: CompetenciesProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="tagging">
      <ul aria-label="Competencies" className="tagging-tags">
        {chosen.map((id) => (
          <li key={id} className="tagging-tag">
            {competencyName(id)}
            <Button
              variant="quiet"
              icon={X}
              iconOnly
              onClick={() => {
                onChange(chosen.filter((other) => other !== id));
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
        onAdd={(id) => onChange([...chosen, id])}
        onEnter={onEnter}
      />
    </div>
  );
}
