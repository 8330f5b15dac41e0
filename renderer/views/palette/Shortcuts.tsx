import { shortcutLabel } from '../../commands/shortcut.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { shell } from '../../shell/host.ts';
import { OFFERED } from '../offered-commands.ts';
import './palette.css';

const IN_THE_LIST = [
  { keys: '↑ ↓', name: 'Entry before, entry after' },
  { keys: 'Page Up, Page Down', name: 'A page up or down' },
  { keys: 'Home, End', name: 'Newest, oldest' },
  { keys: 'Enter', name: 'Open the entry' },
  { keys: '↓ in Search', name: 'To what was found' },
];

/** All keys there are, for reading. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const mac = shell.platform === 'mac';
  return (
    <Dialog open title="Keyboard shortcuts" onClose={onClose}>
      <dl className="shortcuts">
        {OFFERED.map(
          ({ id, name, shortcut }) =>
            shortcut && <Keys key={id} name={name} keys={shortcutLabel(shortcut, mac)} />,
        )}
      </dl>
      <h3 className="shortcuts-head">In the list of entries</h3>
      <dl className="shortcuts">
        {IN_THE_LIST.map(({ keys, name }) => (
          <Keys key={keys} name={name} keys={keys} />
        ))}
      </dl>
    </Dialog>
  );
}

function Keys({ name, keys }: { readonly name: string; readonly keys: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <kbd>{keys}</kbd>
      </dd>
    </div>
  );
}
