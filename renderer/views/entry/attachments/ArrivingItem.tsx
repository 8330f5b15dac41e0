import { X } from 'lucide-react';
import { Button } from '../../../parts/Button.tsx';
import type { Arriving } from './arriving.ts';

/** A file that is on its way in, or that did not arrive and says why. */
export function ArrivingItem(props: { readonly file: Arriving; readonly onDismiss: () => void }) {
  const { file, onDismiss } = props;
  const { name, done, total, problem } = file;
  return (
    <li className="attachment">
      <div className="attachment-arriving">
        <span className="attachment-name" title={name}>
          {name}
        </span>
        {problem === null ? (
          <progress
            aria-label={`Attaching ${name}`}
            {...(total > 0 && { value: done, max: total })}
          />
        ) : (
          <p role="alert" className="field-problem">
            {problem}
          </p>
        )}
      </div>
      <Button variant="quiet" icon={X} iconOnly onClick={onDismiss}>
        {problem === null ? `Cancel ${name}` : `Dismiss ${name}`}
      </Button>
    </li>
  );
}
