import { LockOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import './readable-file.css';

/** Said wherever a file leaves the journal's encryption, before it is written. */
export function ReadableFile({ children }: { readonly children: ReactNode }) {
  return (
    <p className="readable-file">
      <LockOpen size={16} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
