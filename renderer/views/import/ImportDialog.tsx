import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { useLasting } from '../use-lasting.ts';
import './import.css';
import { ImportPreviewed } from './ImportPreviewed.tsx';
import { closeImport, type Import, startImport, useImport } from './import.ts';

/** The dialog of the import under way; nothing while there is none. */
export function ImportDialog() {
  const current = useImport();
  if (current === null) return null;
  if (current.step === 'preview') return <ImportPreviewed {...current} />;
  if (current.step === 'failed') {
    return (
      <Dialog
        open
        onClose={closeImport}
        title="Import"
        actions={
          <Button
            variant="primary"
            onClick={() => {
              closeImport();
              void startImport();
            }}
          >
            Choose another file
          </Button>
        }
      >
        <p role="alert">
          {current.file && `“${current.file}” was not imported. `}
          {current.problem}
        </p>
      </Dialog>
    );
  }
  return <ImportWorking {...current} />;
}

function ImportWorking({
  step,
  file,
  done,
  total,
}: Extract<Import, { step: 'reading' | 'adding' }>) {
  // Work that ends at once shows no progress, and so no flicker.
  const lasting = useLasting(true);
  const label = step === 'reading' ? `Reading ${file}` : 'Adding the entries';
  return (
    <Dialog open onClose={closeImport} title="Import">
      {lasting ? (
        <Progress label={label} done={done} total={total} onCancel={closeImport} />
      ) : (
        <p role="status">{label}…</p>
      )}
    </Dialog>
  );
}
