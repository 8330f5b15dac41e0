import { v4 as uuidv4 } from 'uuid';
import * as v from 'valibot';
import { ATTACHMENT_LIMITS } from '../domain/attachment.ts';
import { newKey } from './keys.ts';

/**
 * The record of a file: one sealed row that says where its content lies, and holds the content's own
 * key. A change of the journal's key moves contents too (moving.ts), or who had the old one would have
 * theirs. FROZEN: what lies in people's journals is read by it.
 */
export interface FileRecord {
  /** UUID of the content. Files that say the same share one. */
  readonly blob: string;
  /** The 32 random bytes that the content is sealed under, in base64. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /**
   * SHA-256, in hexadecimal, over the SHA-256 of each chunk in turn: WebCrypto takes no hash in
   * pieces, and a file of 100 MB is not to be held whole for one.
   */
  readonly hash: string;
  /** How many chunks the content is in. */
  readonly chunks: number;
  /** Whether there is a chunk 0, with a small picture of it. */
  readonly thumbnail: boolean;
}

/** Of a content in one chunk; the last chunk is what is left. */
export const CHUNK_BYTES = 1024 * 1024;

/** A name and a key that no content has had. */
export function newContent(): Pick<FileRecord, 'blob' | 'key'> {
  return { blob: uuidv4(), key: btoa(String.fromCharCode(...newKey())) };
}

export function chunkCount(size: number): number {
  return Math.ceil(size / CHUNK_BYTES);
}

const schema = v.pipe(
  v.object({
    blob: v.pipe(v.string(), v.uuid()),
    key: v.pipe(v.string(), v.base64(), v.length(44)),
    size: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(ATTACHMENT_LIMITS.bytes)),
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    chunks: v.number(),
    thumbnail: v.boolean(),
  }),
  v.check(({ size, chunks }) => chunks === chunkCount(size)),
);

/** A record as it was stored, or as a backup brings it; null for anything else. */
export function parseFileRecord(stored: unknown): FileRecord | null {
  const result = v.safeParse(schema, stored);
  return result.success ? result.output : null;
}
