import { useEffect, useState } from 'react';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { shell } from '../../shell/host.ts';
import type { Desktop, DesktopShell } from '../../shell/shell.ts';
import { CaptureShortcut } from './CaptureShortcut.tsx';

const UNREAD = 'These settings could not be read. They are as they were; come back to them later.';
const UNCHANGED = 'This system did not take the change. All is as it was; try again.';

/** How the app lives on this computer: the keys for quick capture, login, tray and spelling. */
export function ThisComputer({ desktop }: { readonly desktop: DesktopShell }) {
  const [current, setCurrent] = useState<Desktop | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const mac = shell.platform === 'mac';

  useEffect(() => {
    const read = () => desktop.read().then(setCurrent, () => setProblem(UNREAD));
    void read();
    // Closing the window may have asked about the tray meanwhile.
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [desktop]);

  if (current === null) return problem !== null && <p role="alert">{problem}</p>;

  async function tick(setting: 'openAtLogin' | 'stayInTray', on: boolean) {
    // Only this one: the other may have been changed while its answer is on the way.
    const show = (value: boolean | null) =>
      setCurrent((last) => last && { ...last, [setting]: value });
    setProblem(null);
    show(on);
    try {
      const next = await desktop.change({ [setting]: on });
      show(next[setting]);
      if (next[setting] !== on) setProblem(UNCHANGED);
    } catch {
      show(!on);
      setProblem(UNCHANGED);
    }
  }

  return (
    <>
      <CaptureShortcut desktop={desktop} current={current} onChanged={setCurrent} />
      <Checkbox
        label="Open at login"
        hint={`It waits in the ${mac ? 'menu bar' : 'tray'} and opens no window.`}
        checked={current.openAtLogin}
        onChange={(on) => void tick('openAtLogin', on)}
      />
      {!mac && (
        <Checkbox
          label="Keep running in the tray when the window is closed"
          hint={
            current.stayInTray === null
              ? 'Not decided yet: you are asked when you first close the window.'
              : 'Quick capture is there only while the app runs.'
          }
          checked={current.stayInTray === true}
          onChange={(on) => void tick('stayInTray', on)}
        />
      )}
      {problem !== null && <p role="alert">{problem}</p>}
      <dl className="settings-facts">
        <dt>Spelling</dt>
        <dd>
          {shell.checksSpelling
            ? 'Your Mac checks it in titles and texts, by itself and on this computer.'
            : 'Not checked: dictionaries would have to be fetched from the network, which the app never uses. That changes once one can ship with it.'}
        </dd>
      </dl>
    </>
  );
}
