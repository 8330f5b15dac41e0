import { useRef } from 'react';
import { Button } from '../../parts/Button.tsx';
import { FileRefused } from '../../shell/file-refused.ts';
import type { GrantedFolder as Folder, FolderGrant } from '../../shell/shell.ts';
import { change } from './backups.ts';
import { allowAndFill, chooseAndFill } from './schedule.ts';
import { problemSentence } from './wording.ts';

interface GrantedFolderProps {
  readonly grant: FolderGrant;
  readonly folder: Folder | null;
}

/** The folder that a browser keeps backups in once the writer has granted it, and what is wrong with it. */
export function GrantedFolder({ grant, folder }: GrantedFolderProps) {
  const chooseButton = useRef<HTMLButtonElement>(null);
  const problem = folder?.problem ?? null;

  /** Its button goes with what it does, and would take the focus along. */
  function andStay(task: Promise<void>) {
    chooseButton.current?.focus();
    void task;
  }

  return (
    <>
      <dt>Folder</dt>
      <dd className="backups-folder">
        {folder?.name ??
          'None. In a folder of your choice they are made by themselves; one on another disk helps when this one breaks.'}
      </dd>
      {problem !== null && (
        <dd>
          <p role={problem === 'folder-waiting' ? 'status' : 'alert'}>
            {problemSentence(new FileRefused(problem))}
          </p>
        </dd>
      )}
      <dd className="settings-actions">
        {problem === 'folder-waiting' && (
          <Button variant="primary" onClick={() => andStay(allowAndFill())}>
            Allow
          </Button>
        )}
        <Button ref={chooseButton} onClick={() => void chooseAndFill()}>
          Choose folder…
        </Button>
        {folder !== null && (
          <Button onClick={() => andStay(change(() => grant.forget()))}>Stop using it</Button>
        )}
      </dd>
    </>
  );
}
