import { safeStorage } from 'electron';
import type { UnwrappedKey } from './bridge.ts';

/**
 * The system's keychain, which wraps a key for this account on this computer: Keychain on a Mac,
 * DPAPI on Windows, the secret store of the desktop on Linux. It never holds the key itself.
 */

/** Linux without a secret store answers too, with a password that stands in Chromium's source: no protection. */
export async function hasKeychain(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  if (process.platform !== 'linux') return true;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

export async function wrapKey(key: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  if (!(await hasKeychain())) throw new Error('This computer has no keychain that protects a key.');
  // It takes only text.
  const wrapped = await safeStorage.encryptStringAsync(Buffer.from(key).toString('base64'));
  return new Uint8Array(wrapped);
}

export async function unwrapKey(wrapped: Uint8Array): Promise<UnwrappedKey> {
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(wrapped));
  return { key: new Uint8Array(Buffer.from(result, 'base64')), rewrap: shouldReEncrypt };
}
