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
}

/** The journal is there and its key is not. Never an empty journal instead, nor a way to make one. */
export function LockedView({ holders, error, asking }: LockedViewProps) {
  if (holders.includes('passphrase')) {
    return <PassphraseAsked holders={holders} error={error} asking={asking} />;
  }
  if (error === null) return <KeychainAsked asking={asking} />;
  return <KeychainRefused error={error} asking={asking} />;
}
