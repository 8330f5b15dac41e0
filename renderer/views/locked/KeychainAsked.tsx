import { LockKeyhole } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { shell } from '../../shell/host.ts';
import { KEYCHAIN_WORDS } from '../keychain-words.ts';
import { unlock } from '../opening.ts';

/** The journal was locked here, and nobody but the keychain holds its key; it waits to be asked. */
export function KeychainAsked({ asking }: { readonly asking: boolean }) {
  const { name } = KEYCHAIN_WORDS[shell.platform];
  const actions = useRef<HTMLDivElement>(null);
  useEffect(() => actions.current?.querySelector('button')?.focus(), []);
  return (
    <Sheet icon={LockKeyhole}>
      <div>
        <h1>The journal is locked</h1>
        <p className="sheet-lead">
          All that was written is in it. To unlock it, {name} is asked for its key.
        </p>
      </div>
      <div className="sheet-actions" ref={actions}>
        <Button variant="primary" onClick={() => asking || void unlock()}>
          Unlock
        </Button>
        <p role="status" className="quiet">
          {asking && `Asking ${name}…`}
        </p>
      </div>
    </Sheet>
  );
}
