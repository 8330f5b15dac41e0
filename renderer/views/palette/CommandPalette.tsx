import { type KeyboardEvent, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Actions, Command } from '../../commands/commands.ts';
import { matching } from '../../commands/match.ts';
import { shortcutLabel } from '../../commands/shortcut.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { shell } from '../../shell/host.ts';
import { OFFERED } from '../offered-commands.ts';
import './palette.css';

interface CommandPaletteProps {
  readonly actions: Actions;
  readonly onClose: () => void;
}

/** Every command by name: a combobox whose list is always open. */
export function CommandPalette({ actions, onClose }: CommandPaletteProps) {
  const list = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = matching(OFFERED, typed);
  const current = found[active];

  function run(command: Command) {
    // The dialog gives the focus back first, or it would take it from what the command focuses.
    flushSync(onClose);
    command.run(actions);
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' && current) run(current);
    else if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(found.length, 1));
    else if (event.key === 'ArrowUp') {
      setActive((active - 1 + found.length) % Math.max(found.length, 1));
    } else return;
    event.preventDefault();
  }

  return (
    <Dialog open title="Command palette" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        className="input"
        aria-label="Command"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={current && `${list}-${current.id}`}
        aria-autocomplete="list"
        placeholder="What do you want to do?"
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <div id={list} role="listbox" aria-label="Commands" className="palette-list">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
          <div
            key={command.id}
            id={`${list}-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            ref={(element) => {
              if (index === active) element?.scrollIntoView({ block: 'nearest' });
            }}
            onMouseMove={() => setActive(index)}
            onClick={() => run(command)}
          >
            <span>{command.name}</span>
            {command.shortcut && (
              <kbd>{shortcutLabel(command.shortcut, shell.platform === 'mac')}</kbd>
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p role="status" className="quiet">
          No command is called so.
        </p>
      )}
    </Dialog>
  );
}
