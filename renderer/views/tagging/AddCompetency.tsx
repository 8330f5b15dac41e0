import { type KeyboardEvent, type Ref, useId, useState } from 'react';
import { STAFF_ENGINEER } from '../../domain/framework.ts';
import { fold } from '../../domain/words.ts';
import '../../parts/field.css';
import './tagging.css';

interface AddCompetencyProps {
  readonly field: Ref<HTMLInputElement>;
  readonly chosen: readonly string[];
  readonly onAdd: (id: string) => void;
  /** Enter where nothing is typed and nothing is marked. */
  readonly onEnter?: (() => void) | undefined;
}

/** A combobox over the framework: typing any part of a name filters, Enter adds what is marked. */
export function AddCompetency({ field, chosen, onAdd, onEnter }: AddCompetencyProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);

  const groups = STAFF_ENGINEER.groups.map(({ name, competencies }) => ({
    name,
    found: competencies.filter(
      (one) => !chosen.includes(one.id) && fold(one.name).includes(fold(typed.trim())),
    ),
  }));
  const found = groups.flatMap((group) => group.found);
  const marked = open ? found[active] : undefined;

  function show(text: string) {
    setTyped(text);
    setOpen(true);
    // What is typed marks its first match; a list that was only opened marks nothing.
    setActive(text.trim() === '' ? -1 : 0);
  }

  function close() {
    setTyped('');
    setOpen(false);
    setActive(-1);
  }

  function add(competency: string) {
    onAdd(competency);
    close();
  }

  function move(step: 1 | -1) {
    if (!open) show(typed);
    else if (active === -1) setActive(step === 1 ? 0 : found.length - 1);
    else setActive((active + step + found.length) % Math.max(found.length, 1));
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Escape' && (open || typed !== '')) close();
    else if (event.key === 'Enter') {
      if (marked) add(marked.id);
      else if (typed.trim() === '') onEnter?.();
    } else return;
    event.preventDefault();
  }

  return (
    <div className="field tagging-combobox">
      <label htmlFor={id}>Add competency</label>
      <input
        ref={field}
        id={id}
        type="text"
        role="combobox"
        className="input"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={marked && `${id}-${marked.id}`}
        aria-autocomplete="list"
        aria-describedby={`${id}-note`}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => show(event.target.value)}
        onClick={() => !open && show(typed)}
        onKeyDown={press}
        onBlur={close}
      />
      <div className="tagging-options" hidden={!open}>
        <div id={`${id}-list`} role="listbox" aria-label="Competencies to add">
          {groups
            .filter((group) => group.found.length > 0)
            .map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a listbox
              <div key={group.name} role="group" aria-label={group.name}>
                <div className="tagging-options-group" aria-hidden>
                  {group.name}
                </div>
                {group.found.map((one) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
                  <div
                    key={one.id}
                    id={`${id}-${one.id}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={one === marked}
                    ref={(element) => {
                      if (one === marked) element?.scrollIntoView({ block: 'nearest' });
                    }}
                    // The focus stays in the field.
                    onMouseDown={(event) => event.preventDefault()}
                    onMouseMove={() => setActive(found.indexOf(one))}
                    onClick={() => add(one.id)}
                  >
                    {one.name}
                  </div>
                ))}
              </div>
            ))}
        </div>
        <p id={`${id}-note`} className="tagging-options-note">
          {found.length === 0 ? 'No competency is called that.' : marked?.evidence}
        </p>
      </div>
    </div>
  );
}
