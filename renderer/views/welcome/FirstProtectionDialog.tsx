import type { Protection } from '../../engine/contract.ts';
import { shell } from '../../shell/host.ts';
import { UnbackedDialog } from '../backups/UnbackedDialog.tsx';
import { ProtectDialog } from '../protection/ProtectDialog.tsx';
import { SetPassphrase } from '../protection/SetPassphrase.tsx';
import { askFirstProtection, type FirstProtection } from './asking.ts';

interface FirstProtectionDialogProps {
  readonly by: FirstProtection;
  readonly now: Protection;
}

/** Protects a journal that was empty when this was asked for. */
export function FirstProtectionDialog({ by, now }: FirstProtectionDialogProps) {
  const { keychain } = shell;
  const close = () => askFirstProtection(null);
  return (
    <>
      {by === 'passphrase' && <SetPassphrase now={now} isEmpty onClose={close} />}
      {by === 'keychain' && keychain !== null && (
        <ProtectDialog keychain={keychain} isEmpty onClose={close} />
      )}
      <UnbackedDialog />
    </>
  );
}
