import { useState } from 'react';
import type { HolderKind } from '../../engine/contract.ts';
import { KeychainAsked } from './KeychainAsked.tsx';
import { KeychainRefused } from './KeychainRefused.tsx';
import { PassphraseAsked } from './PassphraseAsked.tsx';

interface LockedViewProps {
  readonly holders: readonly HolderKind[];
  /** Why the keychain did not give the key; null where it was not asked. */
  readonly error: unknown;
  /** It is being asked. */
  readonly asking: boolean;
  /** It was open here, until what stores it ended by itself. */
  readonly hasStopped: boolean;
}

/** The journal is there and its key is not. Never an empty journal instead, nor a way to make one. */
export function LockedView({ holders, error, asking, hasStopped }: LockedViewProps) {
  const [wasAsked] = useState(error === null);
  if (holders.includes('passphrase')) {
    return <PassphraseAsked {...{ holders, error, asking, hasStopped }} />;
  }
  if (error === null) return <KeychainAsked asking={asking} />;
  return <KeychainRefused error={error} asking={asking} takesFocus={wasAsked} />;
}
