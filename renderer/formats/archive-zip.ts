import { ATTACHMENT_LIMITS, type Attachment } from '../domain/attachment.ts';
import { fileNameOf } from '../domain/file-name.ts';
import { readZip, type ZippedFile } from './read-zip.ts';
import type { ZipEntry } from './zip.ts';

/**
 * The archive of a journal with attachments: a zip with the archive of archive.ts in it, and each
 * file in a folder of its own, under the name that it has.
 *
 *     journal.json
 *     attachments/<id>/<name>
 *
 * FROZEN, as archives are kept for years. It is read also where someone has unpacked it and packed it
 * again, compressed, in a folder of some name, or with files of the system's own beside it.
 */
const JOURNAL = 'journal.json';
const ATTACHED = /^attachments\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/[^/]+$/;

/** More than a journal of 100,000 entries, each with 2 attachments. */
const LIMITS = { files: 65_535, bytes: 4 * 1024 ** 3 } as const;

export function journalIn(file: Blob): ZipEntry {
  return { name: JOURNAL, file };
}

export function attachmentIn({ id, name }: Attachment, file: Blob): ZipEntry {
  return { name: `attachments/${id}/${fileNameOf({ name })}`, file };
}

export interface ArchiveZip {
  readonly journal: ZippedFile;
  /** By the attachment's id. */
  readonly attachments: ReadonlyMap<string, ZippedFile>;
}

/** Null for a zip that is no archive of ours. @throws DamagedZip */
export async function readArchiveZip(zip: Blob): Promise<ArchiveZip | null> {
  const files = await readZip(zip, LIMITS);
  const journal = files.find(({ name }) => /^(?:[^/]+\/)?journal\.json$/.test(name));
  if (journal === undefined) return null;
  const folder = journal.name.slice(0, -JOURNAL.length);
  const attachments = new Map<string, ZippedFile>();
  for (const file of files) {
    const within = file.name.startsWith(folder) ? file.name.slice(folder.length) : '';
    const [, id] = ATTACHED.exec(within) ?? [];
    if (id === undefined || file.size > ATTACHMENT_LIMITS.bytes) continue;
    // Two files in one folder: which is meant cannot be known, so it is the first.
    if (!attachments.has(id)) attachments.set(id, file);
  }
  return { journal, attachments };
}
