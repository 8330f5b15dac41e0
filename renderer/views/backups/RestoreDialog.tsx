import { useState } from 'react';
import type { HolderKind, Secret } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { Select } from '../../parts/Select.tsx';
import type { KeptBackup } from '../../shell/shell.ts';
import { NO_PASSPHRASE, SecretField } from '../protection/SecretField.tsx';
import { useLasting } from '../use-lasting.ts';
import { RestorePreviewed } from './RestorePreviewed.tsx';
import {
  chooseFile,
  chooseKept,
  closeRestore,
  startRestore,
  unlockBackup,
  useRestore,
} from './restore.ts';
import { entries, whenMade } from './wording.ts';
import './backups.css';

/** The dialog of the restore under way; nothing while there is none. */
export function RestoreDialog() {
  const current = useRestore();
  switch (current?.step) {
    case undefined:
      return null;
    case 'choosing':
      return <Choosing list={current.list} />;
    case 'locked':
      return <RestoreLocked {...current} />;
    case 'preview':
      return <RestorePreviewed {...current} />;
    case 'failed':
      return <RestoreFailed problem={current.problem} />;
    case 'reading':
      return <Working label="Reading and checking the backup" {...current} />;
    case 'backing-up':
      return <Working label="Backing up the journal as it is now" done={0} total={0} fixed />;
    case 'restoring':
      return <Working label="Restoring the entries" {...current} />;
  }
}

function Choosing({ list }: { readonly list: readonly KeptBackup[] }) {
  const [name, setName] = useState(list[0]?.name ?? '');
  return (
    <Dialog
      open
      onClose={closeRestore}
      title="Restore"
      actions={
        <>
          <Button onClick={closeRestore}>Cancel</Button>
          <Button onClick={() => void chooseFile()}>Choose a file…</Button>
          <Button variant="primary" onClick={() => void chooseKept(name)}>
            Continue
          </Button>
        </>
      }
    >
      <div className="backups-dialog">
        <Select
          label="Backup"
          value={name}
          onChange={setName}
          options={list.map((backup) => ({
            value: backup.name,
            label: `${whenMade(backup.made)}, ${entries(backup.entries)}`,
          }))}
        />
        <p className="quiet">
          First you see what it would change. Nothing is changed until you say so.
        </p>
      </div>
    </Dialog>
  );
}

interface RestoreLockedProps {
  readonly holders: readonly HolderKind[];
  readonly wrong: string | null;
  readonly tries: number;
  readonly busy: boolean;
}

/** Asks for what opened the journal when the backup was made. */
function RestoreLocked({ holders, wrong, tries, busy }: RestoreLockedProps) {
  const [secret, setSecret] = useState<Secret>(NO_PASSPHRASE);
  const open = () => void unlockBackup(secret);
  return (
    <Dialog
      open
      onClose={closeRestore}
      title="Restore"
      actions={
        <>
          <Button onClick={closeRestore}>Cancel</Button>
          <Button variant="primary" onClick={open}>
            Continue
          </Button>
        </>
      }
    >
      <div className="backups-dialog">
        <p>
          {holders.includes('recovery')
            ? 'This backup is protected. Type the passphrase that the journal had when it was made, or the recovery key of then.'
            : 'This backup is protected. Type the passphrase that the journal had when it was made.'}
        </p>
        <SecretField
          secret={secret}
          onChange={setSecret}
          onEnter={open}
          holders={holders}
          problem={wrong}
          tries={tries}
          busy={busy}
        />
        <p role="status" className="quiet">
          {busy && 'Opening the backup…'}
        </p>
      </div>
    </Dialog>
  );
}

function RestoreFailed({ problem }: { readonly problem: string }) {
  return (
    <Dialog
      open
      onClose={closeRestore}
      title="Restore"
      actions={
        <Button
          variant="primary"
          onClick={() => {
            closeRestore();
            void startRestore();
          }}
        >
          Choose another backup
        </Button>
      }
    >
      <p role="alert">{problem}</p>
    </Dialog>
  );
}

interface WorkingProps {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Cannot be cancelled. */
  readonly fixed?: boolean;
}

function Working({ label, done, total, fixed = false }: WorkingProps) {
  // Work that ends at once shows no progress, and so no flicker.
  const lasting = useLasting(true);
  return (
    <Dialog open onClose={closeRestore} title="Restore">
      {lasting ? (
        <Progress
          label={label}
          done={done}
          total={total}
          {...(!fixed && { onCancel: closeRestore })}
        />
      ) : (
        <p role="status">{label}…</p>
      )}
    </Dialog>
  );
}
