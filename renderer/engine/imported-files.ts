import type { Entry } from '../domain/entry.ts';
import { DamagedZip, type ZippedFile } from '../formats/read-zip.ts';
import { Failure, failureCode } from './failure.ts';
import type { FileRecord } from './file-record.ts';
import type { Files, KeptContent } from './files.ts';
import { fileRowId } from './rows.ts';

/** The attachments of entries that are to be imported, held against the files that came with them. */
export interface Accompanied {
  /** With the attachments that there are files for, here or in the archive. */
  readonly entries: readonly Entry[];
  /** To be taken from the archive, by their id. */
  readonly wanted: ReadonlyMap<string, ZippedFile>;
  /** Attachments without a file: their entries come without them. */
  readonly missing: number;
}

export async function accompanied(
  entries: readonly Entry[],
  zipped: ReadonlyMap<string, ZippedFile>,
  files: Files,
): Promise<Accompanied> {
  const wanted = new Map<string, ZippedFile>();
  let missing = 0;
  const whole: Entry[] = [];
  for (const entry of entries) {
    if (entry.attachments.length === 0) {
      whole.push(entry);
      continue;
    }
    const attachments = [];
    for (const attachment of entry.attachments) {
      const file = zipped.get(attachment.id);
      // The journal's own is never older, and says of a picture what a copy that left does not.
      if (await files.has(attachment.id)) attachments.push(attachment);
      else if (file === undefined) missing++;
      else {
        wanted.set(attachment.id, file);
        attachments.push({ ...attachment, size: file.size });
      }
    }
    whole.push({ ...entry, attachments });
  }
  return { entries: whole, wanted, missing };
}

/** Files whose contents are kept, and whose records are still to be written. */
export interface Taken {
  /** By the row's id. */
  readonly records: ReadonlyMap<string, FileRecord>;
  /** Once the records have been written. */
  done(): void;
  /** Where they will not be. */
  drop(): Promise<void>;
}

/** Takes files from the archive, all of them or none. */
export async function take(
  wanted: ReadonlyMap<string, ZippedFile>,
  files: Files,
  signal: AbortSignal,
  told: (files: number) => void,
): Promise<Taken> {
  const kept = new Map<string, KeptContent>();
  const drop = async () => {
    for (const content of kept.values()) await content.drop().catch(() => undefined);
  };
  try {
    for (const [id, file] of wanted) {
      signal.throwIfAborted();
      kept.set(id, await files.keep(await opened(file), signal));
      told(kept.size);
    }
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    records: new Map([...kept].map(([id, { record }]) => [fileRowId(id), record])),
    drop,
    done() {
      for (const [id, { record, letGo }] of kept) {
        files.add(id, record);
        letGo();
      }
    },
  };
}

async function opened(file: ZippedFile): Promise<Blob> {
  try {
    return await file.open();
  } catch (cause) {
    if (cause instanceof DamagedZip) throw new Failure('unknown-format', cause.message, { cause });
    if (failureCode(cause) !== null) throw cause;
    throw new Failure('not-readable', undefined, { cause });
  }
}
