import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { counted } from '../counted.ts';
import { useLasting } from '../use-lasting.ts';
import { useBackups } from './backups.ts';
import { deleteExposed, useExposed } from './exposed.ts';
import { entries, problemSentence, whenMade } from './wording.ts';

/**
 * In the settings: says that there are such backups, for as long as there are any.
 * @param onGone what was pressed is gone with them: the focus has to go somewhere
 */
export function ExposedBackups({ onGone }: { readonly onGone: () => void }) {
  const { backups: exposed, unreached } = useExposed();
  const [asking, setAsking] = useState(false);
  const wasAsking = useRef(asking);
  const gone = useEffectEvent(onGone);
  const isGone = exposed.length === 0 && unreached === null;
  useEffect(() => {
    if (wasAsking.current && !asking && isGone) gone();
    wasAsking.current = asking;
  }, [asking, isGone]);
  return (
    <>
      {!isGone && (
        <div className="backups-exposed">
          {exposed.length > 0 && (
            <p>
              {counted(exposed.length, 'backup is', 'backups are')} from before the journal was
              protected: whoever has such a file can read it.
            </p>
          )}
          {unreached !== null && <Unreached folder={unreached} />}
          <Button onClick={() => setAsking(true)}>Delete them…</Button>
        </div>
      )}
      {asking && <ExposedDialog onClose={() => setAsking(false)} />}
    </>
  );
}

/** Which backups whoever has them can read, and the way to delete those that are kept here. */
export function ExposedDialog({ onClose }: { readonly onClose: () => void }) {
  const { backups: exposed, unreached } = useExposed();
  const { kept } = useBackups();
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const lasting = useLasting(working);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const isShrunk = (kept?.shrunk ?? null) !== null;
  const hasAny = exposed.length > 0 || unreached !== null;
  const canDelete = hasAny && !isShrunk;

  async function run() {
    if (working) return;
    setProblem(null);
    setWorking(true);
    stop.current = new AbortController();
    const { signal } = stop.current;
    try {
      await deleteExposed(signal);
      // Closed meanwhile, it is no more this dialog that would be closed.
      if (!signal.aborted) onClose();
    } catch (error) {
      if (signal.aborted) return void showToast({ text: 'Cancelled. No backup was deleted.' });
      setProblem(`No backup was deleted. ${problemSentence(error)}`);
    } finally {
      setWorking(false);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Backups from before"
      actions={
        <>
          <Button onClick={onClose}>{canDelete ? 'Keep them' : 'Done'}</Button>
          {canDelete && (
            <Button variant="danger" onClick={() => void run()}>
              Delete them
            </Button>
          )}
        </>
      }
    >
      <div className="backups-dialog">
        {exposed.length > 0 && (
          <>
            <p>These backups can be read by whoever has them.</p>
            <ul aria-label="Backups from before">
              {exposed.map(({ name, made, entries: count }) => (
                <li key={name}>
                  <span>{whenMade(made)}</span>
                  <span className="quiet">{entries(count)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {unreached !== null && <Unreached folder={unreached} />}
        {hasAny && (
          <>
            {kept?.second === null && unreached === null && (
              <p>
                The second folder cannot be reached now: what is in it stays until it can be, and
                you delete them once more.
              </p>
            )}
            <p>
              {isShrunk
                ? 'The journal has fewer entries than before: first say in Settings, under Backups, that this is right.'
                : 'Before they go, another backup is made and verified: one that opens only as the journal does.'}
            </p>
          </>
        )}
        <p className={hasAny ? 'quiet' : undefined}>
          What you have taken out of the journal yourself, whoever has it can read as before:
          backups that you downloaded or put elsewhere, archives and summaries. Only you can find
          and delete it. A deleted file may stay on its disk for a while.
        </p>
        {problem !== null && <p role="alert">{problem}</p>}
        {lasting && <Progress label="Making and verifying a backup" done={0} total={0} />}
      </div>
    </Dialog>
  );
}

function Unreached({ folder }: { readonly folder: string }) {
  return (
    <p>
      The second folder could not be reached when backups from before were deleted, and may have
      some still: <span className="backups-folder">{folder}</span>. When its drive is there again,
      delete them once more.
    </p>
  );
}
