import { type ReactNode, useId, useState } from 'react';
import { version } from '../../../package.json';
import { Button } from '../../parts/Button.tsx';
import { shell } from '../../shell/host.ts';
import { BackupsSection } from '../backups/BackupsSection.tsx';
import { ImportDialog } from '../import/ImportDialog.tsx';
import { startImport } from '../import/import.ts';
import { useIntent } from '../intents.ts';
import { useOpening } from '../opening.ts';
import { Protection } from '../protection/Protection.tsx';
import { hrefOf } from '../route.ts';
import { ArchiveDialog } from './ArchiveDialog.tsx';
import { LockSettings } from './LockSettings.tsx';
import { ThisComputer } from './ThisComputer.tsx';
import './settings.css';

const PLACE: Readonly<Record<typeof shell.kind, string>> = {
  electron: 'In this app’s data folder, in your account on this computer.',
  browser:
    'In this browser’s profile, in your account on this computer. Clearing the browser’s site data removes it.',
};

/** The settings screen. */
export function SettingsView() {
  const opening = useOpening();
  const [archiving, setArchiving] = useState(false);
  useIntent('import', () => void startImport());
  useIntent('export-archive', () => setArchiving(true));

  return (
    <div className="screen settings">
      <header className="screen-head">
        <h1>Settings</h1>
      </header>
      <Section title="Privacy">
        {opening.state === 'open' && (
          <>
            <Protection now={opening.opened.protection} />
            <LockSettings now={opening.opened.protection} />
          </>
        )}
        <p>The app never uses the network: nothing you write is sent anywhere.</p>
      </Section>
      <Section title="Journal">
        <dl className="settings-facts">
          <dt>Where it lives</dt>
          <dd>{PLACE[shell.kind]}</dd>
          <dt>How it is kept</dt>
          <dd>
            Each save is on the disk before it says “Saved”, in the journal and in a second copy
            beside it.
          </dd>
        </dl>
        <div className="settings-actions">
          <Button onClick={() => void startImport()}>Import…</Button>
          <Button onClick={() => setArchiving(true)}>Export archive…</Button>
        </div>
        <p className="quiet">
          Import reads an archive of Staff Journal, or JSON Lines. An archive holds the whole
          journal, the trash included.
        </p>
      </Section>
      {opening.state === 'open' && (
        <Section title="Backups">
          <BackupsSection protection={opening.opened.protection} />
        </Section>
      )}
      {shell.desktop !== null && (
        <Section title="This computer">
          <ThisComputer desktop={shell.desktop} />
        </Section>
      )}
      <Section title="Trash">
        <p>
          Deleted entries wait in the <a href={hrefOf({ screen: 'trash' })}>trash</a> for 30 days,
          or until you empty it.
        </p>
      </Section>
      <Section title="About">
        <p>Staff Journal {version}</p>
        <p className="quiet">Free software under the MIT licence.</p>
      </Section>
      <ImportDialog />
      {archiving && <ArchiveDialog onClose={() => setArchiving(false)} />}
    </div>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className="settings-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div>{children}</div>
    </section>
  );
}
