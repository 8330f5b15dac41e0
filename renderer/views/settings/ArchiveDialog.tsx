import { useEffect, useRef, useState } from 'react';
import { dayOf } from '../../domain/day.ts';
import { engine } from '../../engine/client.ts';
import { failureCode } from '../../engine/failure.ts';
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

function problemOf(error: unknown): string {
  if (failureCode(error) === 'too-large') {
    return 'What is attached is more than 4 GB, which is more than an archive takes. Back the journal up instead: a backup takes all of it.';
  }
  const { title, text } = failureText(error);
  return `${title}. ${text}`;
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
      const extension = file.type === 'application/zip' ? 'zip' : 'json';
      const name = `staff-journal-archive-${dayOf(new Date())}.${extension}`;
      if (await shell.saveFile(name, file)) {
        showToast({ text: `${name} saved` });
        onClose();
      }
    } catch (error) {
      setProblem(`No file was saved. ${problemOf(error)}`);
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
          The archive is one JSON file with every entry, the trash included, and where files are
          attached a zip of it and of them. Import reads it back without loss; only what pictures
          tell of where and when they were taken is left out.
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
