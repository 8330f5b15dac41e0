import { useEffect, useRef } from 'react';
import type { Protection } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { shell } from '../../shell/host.ts';
import type { Backups, BackupsShell, FolderChoice } from '../../shell/shell.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { useLasting } from '../use-lasting.ts';
import { backUpNow, change, readBackups, useBackups } from './backups.ts';
import { ExposedBackups } from './ExposedBackups.tsx';
import { GrantedFolder } from './GrantedFolder.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { startRestore } from './restore.ts';
import { UnbackedDialog } from './UnbackedDialog.tsx';
import { entries, whenMade } from './wording.ts';
import './backups.css';

const { name } = KEYCHAIN_WORDS[shell.platform];

const READABLE: Readonly<Record<Protection['kind'], string>> = {
  none: 'While nothing protects the journal, a backup has its key in it: whoever has the file can read it.',
  keychain: `A backup opens only with the key that ${name} holds in this account, unless it was made before that.`,
  passphrase: `A backup opens with what opened the journal when it was made: the passphrase and the recovery key of then, or ${name} in this account.`,
};

/** Backups in the settings: what there is, and the ways to make one and to restore one. */
export function BackupsSection({ protection }: { readonly protection: Protection }) {
  const { kept, work, problem, second } = useBackups();
  const lasting = useLasting(work !== null);
  const backUp = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Without it the section says less; whoever makes one hears what is wrong.
    readBackups().catch(() => undefined);
  }, []);

  return (
    <>
      {shell.backups === null ? (
        <Downloaded />
      ) : (
        kept !== null && <Kept backups={shell.backups} kept={kept} />
      )}
      <p>{READABLE[protection.kind]}</p>
      {protection.kind !== 'none' && <ExposedBackups onGone={() => backUp.current?.focus()} />}
      {problem !== null && <p role="alert">The last backup could not be made. {problem}</p>}
      {second !== null && <p role="alert">The last backup is in one folder only. {second}</p>}
      <div className="settings-actions">
        <Button ref={backUp} onClick={() => void backUpNow()}>
          Back up now
        </Button>
        <Button onClick={() => void startRestore()}>Restore…</Button>
      </div>
      {lasting && work !== null && <Progress label="Making and verifying the backup" {...work} />}
      <RestoreDialog />
      <UnbackedDialog />
    </>
  );
}

function Downloaded() {
  return (
    <p>
      A backup is one file with every entry, the trash included, read again and verified. Your
      browser downloads it: keep it somewhere else.
    </p>
  );
}

interface KeptProps {
  readonly backups: BackupsShell;
  readonly kept: Backups;
}

function Kept({ backups: { second, granted }, kept }: KeptProps) {
  const { place, secondFolder, shrunk, trial } = kept;
  return (
    <>
      {place === null ? (
        <Downloaded />
      ) : (
        <p>
          Made by themselves ten minutes after a change and{' '}
          {place === 'own'
            ? 'when the app quits'
            : 'at the next start, if the app was closed before'}
          , each read again and verified. The 10 latest stay, and the last of 14 days, 8 weeks and
          12 months.
        </p>
      )}
      {shrunk !== null && (
        <div role="alert">
          <p>
            The journal had {entries(shrunk.from)} and has {entries(shrunk.to)} now. Until you say
            that this is right, no backup is removed.
          </p>
          <Button onClick={() => void change((backups) => backups.agreeToShrink())}>
            This is right
          </Button>
        </div>
      )}
      {trial?.passed === false && (
        <p role="alert">
          The last backup did not pass its check. Make one now; if that fails again, export an
          archive.
        </p>
      )}
      <dl className="settings-facts">
        {place !== null && <Facts kept={kept} place={place} />}
        {second !== null && <SecondFolder choice={second} folder={secondFolder} />}
        {granted !== null && place !== 'own' && <GrantedFolder grant={granted} folder={place} />}
      </dl>
    </>
  );
}

interface FactsProps {
  readonly kept: Backups;
  readonly place: NonNullable<Backups['place']>;
}

function Facts({ kept: { list, trial }, place }: FactsProps) {
  const [newest] = list;
  const where = place === 'own' ? ' In this app’s data folder, in “Backups”.' : '';
  return (
    <>
      {(place === 'own' || place.problem === null) && (
        <>
          <dt>Last backup</dt>
          <dd>
            {newest === undefined
              ? 'None yet.'
              : `${whenMade(newest.made)}, ${entries(newest.entries)}.${where}`}
          </dd>
        </>
      )}
      <dt>Weekly check</dt>
      <dd>
        {trial === null
          ? 'Not yet. Each week the newest backup is restored into a place of its own and compared.'
          : `${whenMade(trial.at)}: ${trial.passed ? 'restored and compared, all is there.' : 'failed.'}`}
      </dd>
    </>
  );
}

interface SecondFolderProps {
  readonly choice: FolderChoice;
  readonly folder: string | null;
}

function SecondFolder({ choice, folder }: SecondFolderProps) {
  return (
    <>
      <dt>Second folder</dt>
      <dd className="backups-folder">
        {folder ?? 'None. One on another disk helps when this one breaks.'}
      </dd>
      <dd className="settings-actions">
        <Button onClick={() => void change(() => choice.choose())}>Choose folder…</Button>
        {folder !== null && (
          <Button onClick={() => void change(() => choice.forget())}>Stop using it</Button>
        )}
      </dd>
    </>
  );
}
