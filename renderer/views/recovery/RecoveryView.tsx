import { LifeBuoy } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Lost, RecoveryWay } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { readBackups, useBackups } from '../backups/backups.ts';
import { counted } from '../counted.ts';
import { recover } from '../opening.ts';
import { describe, LOOK_AGAIN } from './describe.ts';
import './recovery.css';

interface RecoveryViewProps {
  readonly lost: Lost;
  /** The way that was chosen and is under way. */
  readonly way: RecoveryWay | null;
}

/** The store has lost something. What was found, and what each way brings; nothing happens by itself. */
export function RecoveryView({ lost, way }: RecoveryViewProps) {
  const [asking, setAsking] = useState(false);
  const { kept } = useBackups();
  useEffect(() => {
    readBackups().catch(() => undefined);
  }, []);
  const newest = kept?.list.find(({ journal }) => journal === lost.journalId) ?? null;
  const { title, lead, found, restore, keep, backup } = describe(lost, newest);
  return (
    <Sheet icon={LifeBuoy}>
      <div role="alert">
        <h1>{title}</h1>
        <p className="sheet-lead">{lead}</p>
      </div>
      <section>
        <h2>What was found</h2>
        <dl className="recovery-found">
          {found.map(({ where, what }) => (
            <div key={where}>
              <dt>{where}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>What can be done</h2>
        <ul>
          {[restore, LOOK_AGAIN, keep, backup].map(
            (one) =>
              one && (
                <li key={one.label}>
                  <strong>{one.label}.</strong> {one.text}
                </li>
              ),
          )}
        </ul>
      </section>
      <div className="sheet-actions">
        {restore && (
          <Button variant="primary" onClick={() => void recover('restore')}>
            {restore.label}
          </Button>
        )}
        <Button onClick={() => location.reload()}>{LOOK_AGAIN.label}</Button>
        {keep && <Button onClick={() => setAsking(true)}>{keep.label}…</Button>}
        <p role="status" className="quiet">
          {way !== null && 'Opening the journal…'}
        </p>
      </div>
      {keep && (
        <Dialog
          open={asking}
          title={keep.label}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>Cancel</Button>
              <Button
                variant="danger"
                onClick={() => {
                  setAsking(false);
                  void recover('keep');
                }}
              >
                {keep.label}
              </Button>
            </>
          }
        >
          <p>
            {lost.together > lost.store
              ? `${counted(lost.together - lost.store, 'entry', 'entries')} that can be restored now will not be in the journal. They stay in the app’s files, put aside, and no button brings them back.`
              : 'Nothing more could be restored now.'}
          </p>
        </Dialog>
      )}
    </Sheet>
  );
}
