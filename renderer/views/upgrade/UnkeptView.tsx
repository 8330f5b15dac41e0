import { Archive } from 'lucide-react';
import { useState } from 'react';
import { failureCode } from '../../engine/failure.ts';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { problemSentence } from '../backups/wording.ts';
import { keepAndUpgrade, upgrade } from '../opening.ts';

interface UnkeptViewProps {
  /** What kept the backup from being kept. */
  readonly error: unknown;
  /** It is tried once more. */
  readonly asking: boolean;
}

/** The store is of an older version, and no backup of it could be kept: it is left alone until the writer decides. */
export function UnkeptView({ error, asking }: UnkeptViewProps) {
  const [triedAgain, setTriedAgain] = useState(false);

  function tryAgain() {
    if (asking) return;
    setTriedAgain(true);
    void keepAndUpgrade();
  }

  return (
    <Sheet icon={Archive}>
      <div role="alert">
        <h1>No backup could be kept before the upgrade</h1>
        <p className="sheet-lead">The journal is as it was; nothing has been changed.</p>
        <p>{problemSentence(error)}</p>
      </div>
      <section>
        <h2>Why one is wanted</h2>
        <p>
          This version of Staff Journal stores the journal in a new form. A backup from before that
          brings it back as it is now, whatever happens. Without it there is only the second copy
          beside the store, which the upgrade does not touch.
        </p>
      </section>
      <div className="sheet-actions">
        <Button variant="primary" onClick={tryAgain}>
          {failureCode(error) === 'folder-waiting' ? 'Allow' : 'Try again'}
        </Button>
        <Button onClick={() => asking || upgrade()}>Go on without a backup</Button>
        <p role="status" className="quiet">
          {asking && 'Keeping a backup…'}
          {triedAgain && !asking && 'It still could not be kept.'}
        </p>
      </div>
    </Sheet>
  );
}
