// @ts-check
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterReady, app } from './app.mjs';
import { strict } from './strict.mjs';

/** How Chromium marks what a secret store's key has sealed. */
const MARK = Buffer.from('v11');
const NONCE = 12;
const TAG = 16;

/** The keyring of the account: like a real one it outlives the app, and lies outside its folder. */
function keyringKey() {
  afterReady('safeStorage');
  const file = path.join(app.getPath('appData'), 'stand-in-keyring', 'key');
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32));
  }
  return readFileSync(file);
}

/** A keychain that protects what it wraps; a test that wants another puts its own answers in. */
export const safeStorage = strict(
  'safeStorage',
  /** @satisfies {Partial<import('electron').SafeStorage>} */ ({
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    async encryptStringAsync(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keyringKey(), nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([MARK, nonce, cipher.getAuthTag(), sealed]);
    },
    async decryptStringAsync(marked) {
      const wrapped = marked.subarray(MARK.length);
      const decipher = createDecipheriv('aes-256-gcm', keyringKey(), wrapped.subarray(0, NONCE));
      decipher.setAuthTag(wrapped.subarray(NONCE, NONCE + TAG));
      const text = decipher.update(wrapped.subarray(NONCE + TAG), undefined, 'utf8');
      return { result: text + decipher.final('utf8'), shouldReEncrypt: false };
    },
  }),
);
