import { useEffect } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { goOnUnbacked, useBackups } from './backups.ts';

/** Asks whether to go on with what changes much, where no backup could be made before it. */
export function UnbackedDialog() {
  const { unbacked } = useBackups();
  // Whoever leaves the screen does not go on.
  useEffect(() => () => goOnUnbacked(false), []);
  return (
    <Dialog
      open={unbacked !== null}
      onClose={() => goOnUnbacked(false)}
      title="No backup could be made"
      actions={
        <>
          <Button onClick={() => goOnUnbacked(false)}>Cancel</Button>
          <Button variant="danger" onClick={() => goOnUnbacked(true)}>
            Go on without one
          </Button>
        </>
      }
    >
      <p role="alert">{unbacked}</p>
      <p>A backup is made before the journal is changed this much, so that it can be had back.</p>
    </Dialog>
  );
}
