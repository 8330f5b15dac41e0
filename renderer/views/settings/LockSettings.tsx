import { useEffect, useState, useSyncExternalStore } from 'react';
import { shortcutLabel } from '../../commands/shortcut.ts';
import type { Protection } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { Select } from '../../parts/Select.tsx';
import { shell } from '../../shell/host.ts';
import type { Desktop, DesktopShell } from '../../shell/shell.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { lock } from '../lock/lock.ts';
import {
  blursTitles,
  blurTitles,
  LOCK_AFTER,
  type LockAfter,
  lockAfter,
  setLockAfter,
  whenBlurred,
} from '../lock/on-this-computer.ts';

const AFTER_NAMES: Readonly<Record<`${LockAfter}`, string>> = {
  1: '1 minute',
  5: '5 minutes',
  15: '15 minutes',
  60: 'An hour',
  null: 'Never',
};
const AFTER_OPTIONS = LOCK_AFTER.map((minutes) => ({
  value: `${minutes}` as const,
  label: AFTER_NAMES[`${minutes}`],
}));

const ALSO_LOCKED: Readonly<Record<typeof shell.kind, string>> = {
  electron:
    shell.platform === 'linux'
      ? 'It is also locked when the computer sleeps, and when the window is closed and the app stays. When the screen is locked Linux does not tell.'
      : 'It is also locked when the computer sleeps or its screen is locked, and when the window is closed and the app stays.',
  browser: 'A browser does not tell when the computer sleeps or its screen is locked.',
};
const OPENS_AGAIN = `${capital(KEYCHAIN_WORDS[shell.platform].name)} opens it again for whoever is logged in to this account.`;

/** When the journal is locked by itself on this computer, and what others may see of it meanwhile. */
export function LockSettings({ now: { kind, holders } }: { readonly now: Protection }) {
  const [after, setAfter] = useState(lockAfter);
  const blurred = useSyncExternalStore(whenBlurred, blursTitles);
  return (
    <>
      {kind !== 'none' && (
        <div className="settings-actions">
          <Button
            onClick={() => void lock('asked')}
            title={shortcutLabel('Mod+Shift+L', shell.platform === 'mac')}
          >
            Lock now
          </Button>
        </div>
      )}
      {kind !== 'none' && (
        <Select
          label="Lock when nothing was done for"
          value={`${after}`}
          options={AFTER_OPTIONS}
          onChange={(chosen) => {
            const minutes = LOCK_AFTER.find((one) => `${one}` === chosen) ?? null;
            setLockAfter(minutes);
            setAfter(minutes);
          }}
          hint={`${ALSO_LOCKED[shell.kind]} ${holders.includes('keychain') ? OPENS_AGAIN : ''}`.trim()}
        />
      )}
      <Checkbox
        label="Blur titles until hovered or focused"
        hint="In the lists of entries, for a screen that others see as well."
        checked={blurred}
        onChange={blurTitles}
      />
      {shell.desktop !== null && <DesktopPrivacy desktop={shell.desktop} />}
    </>
  );
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** What programs other than this one see. */
const SCREENSHOTS = {
  mac: 'Programs that are up to date with macOS may see it all the same.',
  windows: 'They show what lies behind it, and so does the preview in the taskbar.',
  linux: null,
} as const;

const UNCHANGED = 'This could not be changed. All is as it was; try again.';

function DesktopPrivacy({ desktop }: { readonly desktop: DesktopShell }) {
  const [current, setCurrent] = useState<Desktop | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const screenshots = SCREENSHOTS[shell.platform];
  useEffect(() => {
    desktop.read().then(setCurrent, () => setProblem('Other settings could not be read.'));
  }, [desktop]);

  async function tick(setting: 'contentProtection' | 'clearsClipboard', on: boolean) {
    const show = (value: boolean) => setCurrent((last) => last && { ...last, [setting]: value });
    setProblem(null);
    show(on);
    try {
      await desktop.change({ [setting]: on });
    } catch {
      show(!on);
      setProblem(UNCHANGED);
    }
  }

  return (
    <>
      {current !== null && (
        <>
          {screenshots !== null && (
            <Checkbox
              label="Keep the windows out of screenshots and screen sharing"
              hint={screenshots}
              checked={current.contentProtection}
              onChange={(on) => void tick('contentProtection', on)}
            />
          )}
          <Checkbox
            label="Clear what was copied after a minute"
            hint="Unless something else was copied since. A clipboard manager may have kept it."
            checked={current.clearsClipboard}
            onChange={(on) => void tick('clearsClipboard', on)}
          />
        </>
      )}
      {problem !== null && <p role="alert">{problem}</p>}
      {screenshots === null && (
        <dl className="settings-facts">
          <dt>Screenshots and screen sharing</dt>
          <dd>Linux lets no app keep its windows out of them. Blurred titles are what there is.</dd>
        </dl>
      )}
    </>
  );
}
