import type { HolderKind } from '../../engine/contract.ts';
import { KeychainRefused } from './KeychainRefused.tsx';
import { PassphraseAsked } from './PassphraseAsked.tsx';

interface LockedViewProps {
  readonly holders: readonly HolderKind[];
  /** Why the keychain did not give the key, where it was asked. */
  readonly error: unknown;
  /** It is being asked. */
  readonly asking: boolean;
}

/** The journal is there and its key is not. Never an empty journal instead, nor a way to make one. */
export function LockedView({ holders, error, asking }: LockedViewProps) {
  return holders.includes('passphrase') ? (
    <PassphraseAsked holders={holders} error={error} asking={asking} />
  ) : (
    <KeychainRefused error={error} asking={asking} />
  );
}
