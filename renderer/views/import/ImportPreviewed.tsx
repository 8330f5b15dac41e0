import { useState } from 'react';
import { formatDay } from '../../domain/day.ts';
import type { ImportPreview } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Checkbox } from '../../parts/Checkbox.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { counted, number } from '../counted.ts';
import { closeImport, commitImport } from './import.ts';
import { filesSentence, importName, tally } from './wording.ts';

interface ImportPreviewedProps {
  readonly file: string;
  readonly preview: ImportPreview;
}

/** What importing the file would do, before anything is written. */
export function ImportPreviewed({ file, preview }: ImportPreviewedProps) {
  const { fresh, different, bad, problems, sample, format } = preview;
  const [goodLines, setGoodLines] = useState(false);
  const attached = filesSentence(preview);
  const possible = fresh > 0 && (bad === 0 || goodLines);

  return (
    <Dialog
      open
      onClose={closeImport}
      title="Import"
      actions={
        <>
          <Button onClick={closeImport}>{fresh > 0 ? 'Cancel' : 'Done'}</Button>
          {fresh > 0 && (
            <Button
              variant="primary"
              disabled={!possible}
              onClick={() => void commitImport(goodLines)}
            >
              {importName(fresh)}
            </Button>
          )}
        </>
      }
    >
      <div className="import-preview">
        <p className="quiet">
          {file}, {format === 'archive' ? 'an archive of Staff Journal' : 'JSON Lines'}
        </p>
        <p role="status" className="import-tally">
          {tally(preview)}
        </p>
        {attached !== null && <p>{attached}</p>}
        {different > 0 && (
          <p>
            {counted(different, 'entry differs', 'entries differ')} from the journal’s own; the
            journal’s {different === 1 ? 'is' : 'are'} kept.
          </p>
        )}
        {fresh === 0 && <p>There is nothing new to import. The journal is unchanged.</p>}
        {sample.length > 0 && (
          <section>
            <h3>{sample.length === fresh ? 'New' : `The first ${sample.length} new ones`}</h3>
            <ul aria-label="New entries">
              {sample.map(({ day, title }, index) => (
                <li key={index} className="import-sample">
                  <span>{title || 'Untitled'}</span>
                  <time dateTime={day}>{formatDay(day)}</time>
                </li>
              ))}
            </ul>
          </section>
        )}
        {bad > 0 && fresh > 0 && (
          <Checkbox
            label="Take the good lines"
            hint="Otherwise nothing of this file is imported."
            checked={goodLines}
            onChange={setGoodLines}
          />
        )}
        {bad > 0 && (
          <section>
            <h3>Bad</h3>
            <ul aria-label="Bad lines">
              {problems.map(({ line, reason }) => (
                <li key={`${line} ${reason}`}>
                  Line {number(line)}: {reason}
                </li>
              ))}
              {bad > problems.length && <li>and {number(bad - problems.length)} more</li>}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  );
}
