import { Button } from './Button.tsx';
import './progress.css';

interface ProgressProps {
  /** What is under way, such as `Reading the file`. */
  readonly label: string;
  readonly done: number;
  /** 0 while the whole is not known. */
  readonly total: number;
  readonly onCancel?: () => void;
}

/** How far a longer piece of work has come, and a way to stop it. */
export function Progress({ label, done, total, onCancel }: ProgressProps) {
  const known = total > 0;
  return (
    <div className="progress">
      <span aria-hidden>{label}</span>
      <progress aria-label={label} {...(known && { value: done, max: total })} />
      {onCancel && <Button onClick={onCancel}>Cancel</Button>}
    </div>
  );
}
