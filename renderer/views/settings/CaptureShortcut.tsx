import { type KeyboardEvent, useState } from 'react';
import { globalShortcutLabel, recorded } from '../../commands/global-shortcut.ts';
import { Button } from '../../parts/Button.tsx';
import { shell } from '../../shell/host.ts';
import type { Desktop, DesktopShell } from '../../shell/shell.ts';

interface CaptureShortcutProps {
  readonly desktop: DesktopShell;
  readonly current: Desktop;
  readonly onChanged: (next: Desktop) => void;
}

const mac = shell.platform === 'mac';
const label = (keys: string) => globalShortcutLabel(keys, shell.platform);

const ASK = 'Press the new keys…';
const PROBLEMS = {
  key: 'That key is not for this. Press a letter, a digit, F1 to F24 or Space.',
  modifier: mac
    ? 'Hold two of ⌃, ⌥, ⇧ and ⌘ with it, or other apps would never hear those keys again.'
    : 'Hold two of Ctrl, Alt and Shift with it, or other apps would never hear those keys again.',
} as const;

/** The keys that open quick capture from anywhere, and the way to other ones. */
export function CaptureShortcut({ desktop, current, onChanged }: CaptureShortcutProps) {
  const [listening, setListening] = useState(false);
  /** What is said in place of how it is now. */
  const [said, setSaid] = useState<string | null>(null);

  function listen(on: boolean) {
    setListening(on);
    setSaid(on ? ASK : null);
  }

  async function take(keys: string | null) {
    listen(false);
    try {
      const next = await desktop.change({ captureShortcut: keys });
      onChanged(next);
      if (next.captureShortcut !== keys && keys !== null) setSaid(refused(keys, next));
    } catch {
      setSaid('The shortcut could not be changed, and is as it was. Try again.');
    }
  }

  function press(event: KeyboardEvent) {
    // Tab leads on, as everywhere.
    if (!listening || event.key === 'Tab') return;
    event.preventDefault();
    // The Enter that pressed the button, held a little long, is no answer.
    if (event.repeat) return;
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
    if (plain && event.key === 'Escape') return listen(false);
    if (plain && (event.key === 'Backspace' || event.key === 'Delete')) return void take(null);
    const heard = recorded(event, mac);
    if (heard === null) return;
    if ('problem' in heard) setSaid(PROBLEMS[heard.problem]);
    else void take(heard.keys);
  }

  return (
    <dl className="settings-facts">
      <dt>Quick capture</dt>
      <dd>
        <p role="status">{said ?? sentence(current)}</p>
        {listening && <p className="quiet">Escape cancels, Backspace removes the shortcut.</p>}
      </dd>
      <dd>
        <Button
          aria-pressed={listening}
          onClick={() => listen(!listening)}
          onKeyDown={press}
          onBlur={() => listening && listen(false)}
        >
          Change shortcut…
        </Button>
      </dd>
    </dl>
  );
}

function sentence({ captureShortcut: keys, captureShortcutWorks: works }: Desktop): string {
  if (keys === null) return 'No keys open it: it is in the menu File, and in the tray.';
  if (works) return `${label(keys)} opens it from anywhere.`;
  return `Another app uses ${label(keys)}, so it does not open quick capture. Choose other keys.`;
}

function refused(keys: string, { captureShortcut: kept, captureShortcutWorks }: Desktop): string {
  const taken = `Another app uses ${label(keys)}`;
  if (kept === null) return `${taken}. Choose other keys.`;
  return captureShortcutWorks
    ? `${taken}. ${label(kept)} stays.`
    : `${taken}, and ${label(kept)} too. Choose other keys.`;
}
