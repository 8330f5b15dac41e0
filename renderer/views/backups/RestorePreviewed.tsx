import { useState } from 'react';
import { formatDay } from '../../domain/day.ts';
import type { RestorePreview, RestoreShare, RestoreWay } from '../../engine/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { counted, number } from '../counted.ts';
import { Choices } from '../summaries/Choices.tsx';
import { closeRestore, commitRestore } from './restore.ts';
import { entries, whenMade } from './wording.ts';

const WAYS: readonly { value: RestoreWay; label: string; hint: string }[] = [
  {
    value: 'merge',
    label: 'Merge',
    hint: 'Adds what is missing, and of what differs takes the newer. Removes nothing.',
  },
  {
    value: 'whole',
    label: 'Whole',
    hint: 'The journal becomes what the backup says. Entries that are not in it go to the trash.',
  },
];

interface RestorePreviewedProps {
  readonly preview: RestorePreview;
  /** The way chosen before, where the writer comes back. */
  readonly way: RestoreWay;
}

/** What restoring would do, in either way, before anything is written. */
export function RestorePreviewed({ preview, way: first }: RestorePreviewedProps) {
  const [way, setWay] = useState(first);
  const { made, foreign, added, newer, older, removed } = preview;
  const whole = way === 'whole';
  const changed = newer.count + (whole ? older.count : 0);
  const gone = whole ? removed.count : 0;
  const any = added.count + changed + gone > 0;

  return (
    <Dialog
      open
      onClose={closeRestore}
      title="Restore"
      actions={
        <>
          <Button onClick={closeRestore}>Cancel</Button>
          <Button variant="primary" disabled={!any} onClick={() => void commitRestore(way)}>
            Restore
          </Button>
        </>
      }
    >
      <div className="backups-dialog">
        <p className="quiet">
          Backup of {whenMade(made)} with {entries(preview.entries)}
          {foreign && ', of another journal'}
        </p>
        <Choices label="How" value={way} onChange={setWay} options={WAYS} />
        <p role="status" className="backups-tally">
          {number(added.count)} added, {number(changed)} changed, {number(gone)} removed
        </p>
        {!any && <p>The journal has all of this already. There is nothing to restore.</p>}
        <Share title="Added" share={added} />
        <Share title="Changed to the backup’s newer text" share={newer} />
        {whole ? (
          <Share title="Changed back to the backup’s older text" share={older} />
        ) : (
          older.count > 0 && (
            <p className="quiet">
              {counted(
                older.count,
                'entry of the journal differs and is',
                'entries of the journal differ and are',
              )}{' '}
              newer: {older.count === 1 ? 'it stays as it is' : 'they stay as they are'}.
            </p>
          )
        )}
        {whole && <Share title="Put into the trash" share={removed} />}
      </div>
    </Dialog>
  );
}

function Share({ title, share }: { readonly title: string; readonly share: RestoreShare }) {
  const { count, sample } = share;
  if (count === 0) return null;
  const more = count - sample.length;
  return (
    <section>
      <h3>
        {title} ({number(count)})
      </h3>
      <ul aria-label={title}>
        {sample.map(({ day, title }, index) => (
          <li key={index}>
            <span>{title || 'Untitled'}</span>
            <time dateTime={day}>{formatDay(day)}</time>
          </li>
        ))}
        {more > 0 && <li className="quiet">and {number(more)} more</li>}
      </ul>
    </section>
  );
}
