import { useEffect, useRef, useState } from 'react';
import { dayOf } from '../../domain/day.ts';
import { engine } from '../../engine/client.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Progress } from '../../parts/Progress.tsx';
import { showToast } from '../../parts/toasts.tsx';
import { shell } from '../../shell/host.ts';
import { failureText } from '../failure-texts.ts';
import { ReadableFile } from '../ReadableFile.tsx';
import { useLasting } from '../use-lasting.ts';

interface Work {
  readonly done: number;
  readonly total: number;
}

/** Writes the whole journal as one readable file, after saying that it is readable. */
export function ArchiveDialog({ onClose }: { readonly onClose: () => void }) {
  const [work, setWork] = useState<Work | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const lasting = useLasting(work !== null);
  // Cancelling gives the archive up: the engine has changed nothing, and no file is written.
  const wanted = useRef(false);
  useEffect(
    () => () => {
      wanted.current = false;
    },
    [],
  );

  async function save() {
    if (work !== null) return;
    wanted.current = true;
    setProblem(null);
    setWork({ done: 0, total: 0 });
    try {
      const file = await engine.archive((done, total) => {
        if (wanted.current) setWork({ done, total });
      });
      if (!wanted.current) return;
      const name = `staff-journal-archive-${dayOf(new Date())}.json`;
      if (await shell.saveFile(name, file)) {
        showToast({ text: `${name} saved` });
        onClose();
      }
    } catch (error) {
      const { title, text } = failureText(error);
      setProblem(`No file was saved. ${title}. ${text}`);
    } finally {
      if (wanted.current) setWork(null);
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title="Export archive"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" onClick={() => void save()}>
            Save file
          </Button>
        </>
      }
    >
      <div className="settings-dialog">
        <p>
          The archive is one JSON file with every entry, the trash included. Import reads it back
          without loss.
        </p>
        <ReadableFile>
          The file will not be encrypted: anyone who has it can read your whole journal. Keep it
          where only you can reach it.
        </ReadableFile>
        {problem && <p role="alert">{problem}</p>}
        {lasting && work !== null && <Progress label="Gathering the entries" {...work} />}
      </div>
    </Dialog>
  );
}
