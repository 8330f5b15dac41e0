import type { Platform } from '../shell/shell.ts';

/** How screens speak of the system's keychain: each system has a name of its own for it. */
interface KeychainWords {
  /** In the middle of a sentence. */
  readonly name: string;
  /** At its beginning. */
  readonly Name: string;
  readonly protect: string;
  readonly stop: string;
  /** Why it is not offered, where it does not protect what it wraps. */
  readonly missing: string;
  /** The first thing to try when it does not give the key. */
  readonly unlock: string;
}

export const KEYCHAIN_WORDS: Readonly<Record<Platform, KeychainWords>> = {
  mac: {
    name: 'the Keychain',
    Name: 'The Keychain',
    protect: 'Protect with the Keychain…',
    stop: 'Stop using the Keychain…',
    missing: 'The Keychain does not answer, so it cannot be asked to protect the key.',
    unlock:
      'Log in to your account as always. When your Mac asks whether Staff Journal may use the Keychain, allow it.',
  },
  windows: {
    name: 'Windows data protection',
    Name: 'Windows data protection',
    protect: 'Protect with Windows…',
    stop: 'Stop using Windows data protection…',
    missing: 'Windows data protection does not answer, so it cannot be asked to protect the key.',
    unlock:
      'Sign in to Windows with the account and the password that you had when the journal was protected.',
  },
  linux: {
    name: 'your desktop’s keyring',
    Name: 'Your desktop’s keyring',
    protect: 'Protect with your keyring…',
    stop: 'Stop using your keyring…',
    missing:
      'This desktop has no keyring running. Without one a key is only hidden, not protected, so that is not offered.',
    unlock:
      'Log in to the desktop where the journal was protected, and unlock its keyring. Another desktop may have another keyring.',
  },
};
