import { v4 as uuidv4 } from 'uuid';
import * as v from 'valibot';

/**
 * The header: the one record that is not sealed. It names the journal and holds the data key.
 * Nothing protects that key yet; a keychain or a passphrase will wrap it, and because the rows
 * have been sealed from the first keystroke, none of them has to be rewritten for it.
 */
export interface Header {
  readonly id: 'journal';
  readonly version: 1;
  readonly journalId: string;
  readonly protection: 'none';
  /** 256 random bits. */
  readonly key: Uint8Array<ArrayBuffer>;
}

const KEY_BYTES = 32;

const headerSchema = v.object({
  id: v.literal('journal'),
  version: v.literal(1),
  journalId: v.pipe(v.string(), v.uuid()),
  protection: v.literal('none'),
  key: v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check((key) => key.length === KEY_BYTES),
  ),
});

/** A header for a new journal, with a data key of its own. */
export function newHeader(): Header {
  return {
    id: 'journal',
    version: 1,
    journalId: uuidv4(),
    protection: 'none',
    key: crypto.getRandomValues(new Uint8Array(KEY_BYTES)),
  };
}

/** The header as stored, or null when it is none of ours. */
export function parseHeader(stored: unknown): Header | null {
  const result = v.safeParse(headerSchema, stored);
  return result.success ? result.output : null;
}

/** The data key, ready for use and no longer readable by script. */
export function importKey(header: Header): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', header.key, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
