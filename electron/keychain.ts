import { safeStorage } from 'electron';
import type { UnwrappedKey } from './bridge.ts';

/**
 * The system's keychain, which wraps a key for this account on this computer: Keychain on a Mac,
 * DPAPI on Windows, the secret store of the desktop on Linux. It never holds the key itself.
 */

/** Linux without a secret store answers too, with a password that stands in Chromium's source: no protection. */
export async function hasKeychain(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return protects(await safeStorage.encryptStringAsync('probe'));
}

/**
 * The bytes themselves say what wrapped them (Chromium, components/os_crypt): `v10` on Linux is that
 * password. The name of the backend is the desktop's, and says nothing of whether it answered.
 */
function protects(wrapped: Buffer): boolean {
  if (process.platform !== 'linux') return true;
  if (safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return wrapped.subarray(0, 3).toString('latin1') !== 'v10';
}

export async function wrapKey(key: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  // It takes only text.
  const wrapped = await safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'));
  if (!protects(wrapped)) throw new Error('This computer has no keychain that protects a key.');
  return new Uint8Array(wrapped);
}

export async function unwrapKey(wrapped: Uint8Array): Promise<UnwrappedKey> {
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(wrapped));
  return { key: new Uint8Array(Buffer.from(result, 'base64')), rewrap: shouldReEncrypt };
}
