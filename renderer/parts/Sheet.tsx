import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './sheet.css';

interface SheetProps {
  readonly icon: LucideIcon;
  readonly children: ReactNode;
}

/** A page of its own for what must be settled before anything else can be done. */
export function Sheet({ icon: Icon, children }: SheetProps) {
  return (
    <main className="sheet-screen">
      <div className="sheet">
        <Icon className="sheet-icon" size={28} strokeWidth={1.75} aria-hidden />
        {children}
      </div>
    </main>
  );
}
