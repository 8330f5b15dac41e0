import { useEffect, useState } from 'react';
import type { Keychain } from '../../shell/shell.ts';

/** Whether the keychain protects what it wraps; null until it has said so, and where there is none. */
export function useIsReal(keychain: Keychain | null): boolean | null {
  const [real, setReal] = useState<boolean | null>(null);
  useEffect(() => {
    keychain?.isReal().then(setReal, () => setReal(false));
  }, [keychain]);
  return real;
}
