import { Combobox } from '@base-ui/react/combobox';
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { type Competency, competencyName, STAFF_ENGINEER } from '../../domain/framework.ts';
import { Button } from '../../parts/Button.tsx';
import type { Draft } from './draft.ts';
import { Problem } from './Problem.tsx';
import { useDraft } from './use-draft.ts';

/** What the entry proves: its tags, and a way to add one by any part of its name. */
export function Competencies({ draft }: { readonly draft: Draft }) {
  const chosen = useDraft(draft, ({ form }) => form.competencies);
  return (
    <div className="entry-competencies">
      <AddCompetency
        chosen={chosen}
        onAdd={(id) => draft.change({ competencies: [...chosen, id] })}
      />
      <Problem draft={draft} field="competencies" name="The list of competencies" />
      <ul aria-label="Competencies" className="entry-tags">
        {chosen.map((id) => (
          <li key={id} className="entry-tag">
            {competencyName(id)}
            <Button
              variant="quiet"
              icon={X}
              iconOnly
              onClick={() => draft.change({ competencies: chosen.filter((other) => other !== id) })}
            >
              Remove {competencyName(id)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface AddProps {
  readonly chosen: readonly string[];
  readonly onAdd: (id: string) => void;
}

function AddCompetency({ chosen, onAdd }: AddProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [highlighted, setHighlighted] = useState<Competency>();
  const groups = STAFF_ENGINEER.groups.map((group) => ({
    value: group.name,
    items: group.competencies.filter((competency) => !chosen.includes(competency.id)),
  }));

  return (
    <Combobox.Root
      items={groups}
      itemToStringLabel={(competency: Competency) => competency.name}
      value={null}
      onValueChange={(competency: Competency | null) => {
        if (competency === null) return;
        onAdd(competency.id);
        setTyped('');
      }}
      inputValue={typed}
      onInputValueChange={setTyped}
      onItemHighlighted={setHighlighted}
      autoHighlight
    >
      <div className="field">
        <label htmlFor={id}>Add competency</label>
        <Combobox.Input id={id} className="input" autoComplete="off" spellCheck={false} />
      </div>
      <Combobox.Portal>
        <Combobox.Positioner className="entry-options-place" sideOffset={4} align="start">
          <Combobox.Popup className="entry-options">
            <Combobox.Empty className="entry-options-empty">
              No competency is called that.
            </Combobox.Empty>
            <Combobox.List className="entry-options-list">
              {(group: (typeof groups)[number]) => (
                <Combobox.Group key={group.value} items={group.items}>
                  <Combobox.GroupLabel className="entry-options-group">
                    {group.value}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(competency: Competency) => (
                      <Combobox.Item
                        key={competency.id}
                        value={competency}
                        className="entry-option"
                        aria-description={competency.evidence}
                      >
                        {competency.name}
                      </Combobox.Item>
                    )}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
            {highlighted && <p className="entry-options-evidence">{highlighted.evidence}</p>}
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
