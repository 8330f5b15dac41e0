import { type FailureCode, failureCode } from '../engine/failure.ts';
import { shell } from '../shell/host.ts';
import { KEYCHAIN_WORDS } from './keychain-words.ts';

/** What to tell the writer: what happened, what was kept, what to do next. */
export interface FailureText {
  readonly title: string;
  readonly text: string;
}

const { name, Name } = KEYCHAIN_WORDS[shell.platform];

const TEXTS: Readonly<Record<FailureCode, FailureText>> = {
  'disk-full': {
    title: 'The disk is full',
    text: 'Nothing of this was stored, and everything stored before is untouched. Free some space, then try again.',
  },
  'store-unavailable': {
    title: 'The journal cannot be reached',
    text: 'What was stored before is untouched. Close other windows of Staff Journal, then try again.',
  },
  'newer-version': {
    title: 'A newer version wrote this',
    text: 'Nothing was changed. Install the newest version of Staff Journal, then try again.',
  },
  damaged: {
    title: 'Part of the journal cannot be read',
    text: 'What is stored does not open with this journal’s key. Nothing was changed or removed, so do not clear any data; try again, and if that does not help, restore a backup.',
  },
  keychain: {
    title: `${Name} did not do its part`,
    text: `Nothing was changed, and the journal is as it was. See that ${name} can be used in this account, then try again.`,
  },
  'wrong-passphrase': {
    title: 'This is not the passphrase',
    text: 'Nothing was changed. Try again; capital letters and spaces count.',
  },
  'recovery-key-typo': {
    title: 'There is a mistake in the recovery key',
    text: 'Nothing was changed. Compare what is named here with what you kept, then try again. Capitals and spaces do not matter.',
  },
  'wrong-recovery-key': {
    title: 'This is not the recovery key',
    text: 'Nothing was changed. It may be one from before: each new one replaces it. Try the newest that you kept.',
  },
  'not-found': {
    title: 'This entry is gone',
    text: 'It is neither in the journal nor in the trash. Everything else is untouched.',
  },
  invalid: {
    title: 'This is not valid',
    text: 'Nothing was stored. Correct what is named here, then try again.',
  },
  'unknown-format': {
    title: 'This file is in no format we read',
    text: 'Nothing was imported. Choose an archive made by Staff Journal, or a file with one JSON object a line.',
  },
  'not-a-backup': {
    title: 'This file is not a backup',
    text: 'It only has the name of one, or was made by another app. The journal is unchanged. Choose a file that Staff Journal made with “Back up now”.',
  },
  'backup-damaged': {
    title: 'This backup is damaged',
    text: 'It was cut short or changed after it was made, so nothing of it is used. The journal is unchanged. Choose another backup, such as an older one.',
  },
  'backup-locked': {
    title: 'This backup’s key cannot be had here',
    text: `The journal is unchanged. A backup opens with what held its key when it was made: that passphrase or recovery key, or ${name} in that account on that computer.`,
  },
  'not-writable': {
    title: 'The file cannot be written there',
    text: 'What was there before is as it was. Choose another folder or another name, then try again.',
  },
  'not-readable': {
    title: 'The file cannot be read',
    text: 'Nothing was changed. See whether it is still there and whether your account may open it, then try again.',
  },
  'folder-waiting': {
    title: 'Backups wait for their folder',
    text: 'The browser has to ask you again whether they may go there. The backups in it are untouched. Choose “Allow”.',
  },
  'folder-denied': {
    title: 'The browser keeps backups out of their folder',
    text: 'The backups in it are untouched. Choose the folder again, or allow it in the browser’s settings for this page.',
  },
  'folder-gone': {
    title: 'The folder of the backups is not there',
    text: 'Nothing in it was changed. Connect its disk or put it back, or choose another folder.',
  },
  'too-large': {
    title: 'The file is too large',
    text: 'Nothing was changed. Files of up to 512 MB are read: split this one, then try again.',
  },
  cancelled: { title: 'Cancelled', text: 'Nothing was changed.' },
};

const BUG: FailureText = {
  title: 'Something went wrong',
  text: 'This is a fault in Staff Journal. What was stored before is untouched. Try again; if it happens again, restart the app.',
};

/** The words for anything caught, expected or not. */
export function failureText(error: unknown): FailureText {
  const code = failureCode(error);
  return code === null ? BUG : TEXTS[code];
}

/** What exactly was wrong, where the failure knows: its message, unless that is only its code. */
export function failureDetail(error: unknown): string | null {
  const code = failureCode(error);
  // Its message is for `holdersOf`.
  if (code === 'backup-locked') return null;
  return error instanceof Error && code !== null && error.message !== code ? error.message : null;
}

/** All there is to say of anything caught: what happened, what was wrong exactly, what to do. */
export function failureSentences(error: unknown): string {
  const { title, text } = failureText(error);
  return [`${title}.`, failureDetail(error), text].filter((part) => part !== null).join(' ');
}
