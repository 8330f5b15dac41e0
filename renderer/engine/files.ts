import { v4 as uuidv4 } from 'uuid';
import {
  ATTACHMENT_LIMITS,
  type Attachment,
  attachmentName,
  attachmentType,
} from '../domain/attachment.ts';
import { mayTell, stripMetadata } from '../formats/strip-metadata.ts';
import type { Catalogue } from './catalogue.ts';
import type { AboutFile, FileCopy, Progress } from './contract.ts';
import { Failure } from './failure.ts';
import { CHUNK_BYTES, chunkCount, type FileRecord, newContent } from './file-record.ts';
import { createFileRecords } from './file-records.ts';
import { createHash } from './hash.ts';
import type { Journal } from './journal.ts';
import { createQueue } from './queue.ts';
import { fileRowId } from './rows.ts';
import { sweep } from './sweeping.ts';
import { thumbnailOf } from './thumbnail.ts';

/**
 * Files: what is attached to entries. A file is read twice, piece by piece, and never held whole:
 * once to tell whether its content is here already, and once to seal it. Only when all of it is on
 * the disk is its record written, and only a record makes a file; what was begun and not ended is
 * removed, at once or at the next start (sweeping.ts).
 */
export interface Files {
  attach(file: Blob, about: AboutFile, progress?: Progress): Promise<Attachment>;
  cancel(): void;
  file(id: string): Promise<Blob>;
  thumbnail(id: string): Promise<Blob | null>;
  copy(id: string): Promise<FileCopy>;
  /** Keeps a content for files that are still to be written, and then to be `add`ed. */
  keep(file: Blob, signal: AbortSignal): Promise<KeptContent>;
  has(id: string): Promise<boolean>;
  /** Says that a file's record has been written. */
  add(id: string, record: FileRecord): void;
  /** Lets the sweep know of contents that are being brought from a backup. */
  hold(files: Iterable<FileRecord>): void;
  /** See sweeping.ts. */
  sweep(): Promise<void>;
}

/** A content that is in the journal, and that perhaps no file has yet. */
export interface KeptContent {
  readonly record: FileRecord;
  /** Once its file has been written. */
  letGo(): void;
  /** Where its file will not be: takes it out again, unless another has it. */
  drop(): Promise<void>;
}

/** @param before what was attached when the journal was opened */
export async function openFiles(
  journal: Journal,
  catalogue: Catalogue,
  before: ReadonlySet<string>,
): Promise<Files> {
  const contents = await journal.contents();
  const records = createFileRecords(journal);
  const serially = createQueue();
  let wanted = new AbortController();

  async function keep(
    file: Blob,
    signal: AbortSignal,
    told: (bytes: number) => void,
  ): Promise<KeptContent> {
    signal.throwIfAborted();
    const hash = await hashOf(file, signal, told);
    const twin = await records.withContent(hash, file.size);
    const picture = twin === null || (await lacksPicture(twin)) ? await thumbnailOf(file) : null;
    const record = twin ?? newRecord(file.size, hash, picture !== null);
    const letGo = records.hold(record);
    const drop = async () => {
      letGo();
      // Another file may have come to share it.
      if (!records.isInUse(record.blob)) await contents.remove(record.blob);
    };
    try {
      let isWhole = twin !== null;
      for await (const { n, bytes } of checked(pieces(file, signal), hash)) {
        // Of a content that is here, what has been damaged since is written once more.
        if (twin === null || (await contents.open(twin, n)) === null) {
          await contents.write(record, n, bytes);
          isWhole = false;
        }
        told(bytes.length);
      }
      if (picture !== null && record.thumbnail) await contents.write(record, 0, picture);
      if (!isWhole || picture !== null) await contents.finish(record);
      signal.throwIfAborted();
      return { record, letGo, drop };
    } catch (error) {
      await drop().catch(() => undefined);
      throw error;
    }
  }

  const lacksPicture = async (file: FileRecord) =>
    file.thumbnail && (await contents.open(file, 0)) === null;

  async function attach(
    file: Blob,
    about: AboutFile,
    signal: AbortSignal,
    progress?: Progress,
  ): Promise<Attachment> {
    const { record, letGo, drop } = await keep(file, signal, progressOf(file.size * 2, progress));
    const id = uuidv4();
    try {
      await journal.write({ puts: [], removes: [], files: new Map([[fileRowId(id), record]]) });
    } catch (error) {
      await drop().catch(() => undefined);
      throw error;
    }
    records.add(id, record);
    letGo();
    return {
      id,
      name: attachmentName(about.name),
      type: attachmentType(about.type),
      size: record.size,
    };
  }

  /** Whether a content has moved since its record was read: a resealing waits for no reader. */
  const hasMoved = async (id: string, { blob }: FileRecord) =>
    (await records.get(id))?.blob !== blob;

  async function file(id: string): Promise<Blob> {
    const record = await records.get(id);
    if (record === null) throw damaged(id);
    const hash = createHash();
    const parts: Blob[] = [];
    for (let n = 1; n <= record.chunks; n++) {
      const bytes = await contents.open(record, n);
      if (bytes === null && (await hasMoved(id, record))) return file(id);
      if (bytes === null) throw damaged(id);
      await hash.add(bytes);
      // Handed to the browser piece by piece, so that the worker holds only one of them.
      parts.push(new Blob([bytes]));
    }
    if ((await hash.end()) !== record.hash) throw damaged(id);
    return new Blob(parts);
  }

  async function thumbnail(id: string): Promise<Blob | null> {
    const record = await records.get(id);
    if (record?.thumbnail !== true) return null;
    const picture = await contents.open(record, 0);
    if (picture === null && (await hasMoved(id, record))) return thumbnail(id);
    return picture && new Blob([picture], { type: 'image/webp' });
  }

  return {
    attach(file, about, progress) {
      const { signal } = wanted;
      if (file.size > ATTACHMENT_LIMITS.bytes) {
        return Promise.reject(new Failure('too-large', `${file.size} bytes`));
      }
      return journal.underOneKey(() => serially(() => attach(file, about, signal, progress)));
    },

    cancel() {
      wanted.abort(new Failure('cancelled'));
      wanted = new AbortController();
    },

    file,
    keep: (file, signal) => serially(() => keep(file, signal, () => undefined)),
    has: async (id) => (await records.get(id)) !== null,
    add: records.add,
    hold(files) {
      for (const record of files) records.hold(record);
    },
    sweep: () =>
      journal.underOneKey(() => sweep({ journal, catalogue, contents, records }, before)),

    thumbnail,

    async copy(id) {
      const whole = await file(id);
      const head = new Uint8Array(await whole.slice(0, CHUNK_BYTES).arrayBuffer());
      if (!mayTell(head)) return { file: whole, metadata: 'other' };
      const { parts, outcome } = stripMetadata(new Uint8Array(await whole.arrayBuffer()));
      return { file: new Blob([...parts]), metadata: outcome };
    },
  };
}

async function hashOf(
  file: Blob,
  signal: AbortSignal,
  told: (bytes: number) => void,
): Promise<string> {
  const hash = createHash();
  for await (const { bytes } of pieces(file, signal)) {
    await hash.add(bytes);
    told(bytes.length);
  }
  return hash.end();
}

function newRecord(size: number, hash: string, thumbnail: boolean): FileRecord {
  return { ...newContent(), size, hash, chunks: chunkCount(size), thumbnail };
}

interface Piece {
  /** From 1. */
  readonly n: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Throws at the end when these are not the pieces that the hash was made of: a file may be written to while it is read. */
async function* checked(found: AsyncIterable<Piece>, expected: string): AsyncGenerator<Piece> {
  const hash = createHash();
  for await (const piece of found) {
    await hash.add(piece.bytes);
    yield piece;
  }
  if ((await hash.end()) !== expected) {
    throw new Failure('not-readable', 'the file changed while it was read');
  }
}

async function* pieces(file: Blob, signal: AbortSignal): AsyncGenerator<Piece> {
  // A file that has gone meanwhile is as long as an empty one.
  if (file.size === 0) await read(file);
  for (let n = 1; (n - 1) * CHUNK_BYTES < file.size; n++) {
    signal.throwIfAborted();
    const piece = file.slice((n - 1) * CHUNK_BYTES, n * CHUNK_BYTES);
    yield { n, bytes: new Uint8Array(await read(piece)) };
  }
}

async function read(piece: Blob): Promise<ArrayBuffer> {
  try {
    return await piece.arrayBuffer();
  } catch (cause) {
    throw new Failure('not-readable', undefined, { cause });
  }
}

function progressOf(total: number, progress?: Progress): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done += bytes;
    progress?.(done, total);
  };
}

function damaged(id: string): Failure {
  return new Failure('damaged', `file ${id}`);
}
