import type { HolderKind } from './contract.ts';

/**
 * Failures that are expected and told to the writer; anything else thrown is a bug. The code
 * travels from the worker as the error's name, and one table (views/failure-texts.ts) holds the
 * sentences.
 */
export const FAILURES = [
  /** The disk or the quota is full. */
  'disk-full',
  /** The store could not be opened, or broke while in use. */
  'store-unavailable',
  /** A newer version of the app wrote this journal or file. */
  'newer-version',
  /** What is stored does not open with the journal's key: damaged or swapped. */
  'damaged',
  /** The keychain does not give or take the journal's key; the message says which. */
  'keychain',
  /** Not the passphrase. There is never a message: whoever guesses is told nothing. */
  'wrong-passphrase',
  /** What was typed can be no recovery key; the message names the group that is wrong. */
  'recovery-key-typo',
  /** A recovery key, and not the one asked for. */
  'wrong-recovery-key',
  /** The entry does not exist (any more). */
  'not-found',
  /** What was passed in is not valid; the message says what. */
  'invalid',
  /** A file that is none of the formats we read; the message says what was expected. */
  'unknown-format',
  /** A file that is no backup of ours, whatever it is called. */
  'not-a-backup',
  /** A backup that is cut short or changed; the message says where. */
  'backup-damaged',
  /** A backup whose key is not had; `holdersOf` says who has it. */
  'backup-locked',
  /** A file cannot be written where the writer wants it: a folder or drive that takes none. */
  'not-writable',
  /** A file cannot be read: gone, or not this account's to read. */
  'not-readable',
  /** The browser has to ask the writer again for the folder of the backups. */
  'folder-waiting',
  /** The writer, or the browser for them, has said no to it. */
  'folder-denied',
  /** That folder is not where it was. */
  'folder-gone',
  /** A file is larger than any we read. */
  'too-large',
  /** The writer cancelled. */
  'cancelled',
] as const;
export type FailureCode = (typeof FAILURES)[number];

export class Failure extends Error {
  override readonly name: FailureCode;

  constructor(code: FailureCode, message: string = code, options?: ErrorOptions) {
    super(message, options);
    this.name = code;
  }
}

const HOLDERS: readonly HolderKind[] = ['passphrase', 'recovery', 'keychain'];

/** For `backup-locked`: an error travels from the worker with no more than its message. */
export function lockedBackup(holders: readonly HolderKind[], options?: ErrorOptions): Failure {
  return new Failure('backup-locked', holders.join(' '), options);
}

/** Who holds the key of a backup that is `backup-locked`. */
export function holdersOf(error: unknown): readonly HolderKind[] {
  if (!(error instanceof Error) || failureCode(error) !== 'backup-locked') return [];
  return HOLDERS.filter((holder) => error.message.split(' ').includes(holder));
}

/** The code of anything caught, here or in the worker; null when it is a bug. */
export function failureCode(error: unknown): FailureCode | null {
  if (!(error instanceof Error)) return null;
  return FAILURES.find((code) => code === error.name) ?? null;
}
