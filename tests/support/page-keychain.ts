import type { Keychain } from '../../renderer/engine/contract.ts';

/**
 * A keychain for a page without a shell: what it wraps opens only with the same secret, which the
 * test keeps while pages and browsers come and go.
 */
export function keychainOf(secret: string): Keychain {
  const key = crypto.subtle
    .digest('SHA-256', new TextEncoder().encode(secret))
    .then((raw) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']));
  return {
    async wrap(bytes) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, bytes);
      return Uint8Array.from([...iv, ...new Uint8Array(wrapped)]);
    },
    async unwrap(wrapped) {
      const iv = wrapped.subarray(0, 12);
      const opened = crypto.subtle.decrypt(
        { name: 'AES-GCM', iv },
        await key,
        wrapped.subarray(12),
      );
      return { key: new Uint8Array(await opened), rewrap: false };
    },
  };
}
