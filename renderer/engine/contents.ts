import { contentFile, removeContentFile } from './content-file.ts';
import type { FileRecord } from './file-record.ts';
import { importKey } from './keys.ts';
import type { Outside } from './outside.ts';
import { createQueue } from './queue.ts';
import { blobOfChunk, chunkRowId } from './rows.ts';
import { chunkPlace, NotSealedHere, sealBytes, unsealBytes } from './seal.ts';
import type { SealedRow, Store } from './store.ts';

/**
 * Contents: what is in files, in sealed chunks that lie in the store, and once more outside it. The
 * chunks of a content count from 1; 0 is a small picture of it, where there is one.
 */
export interface Contents {
  /** Seals a chunk and keeps it in both places. */
  write(file: FileRecord, n: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Says that all chunks are written. */
  finish(file: FileRecord): Promise<void>;
  /** A chunk; where the store has lost it, from outside, and put back. Null where it opens nowhere. */
  read(file: FileRecord, n: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The contents that the store has any chunk of. */
  blobs(): Promise<Set<string>>;
  remove(blob: string): Promise<void>;
  /** Writes what lies outside anew where it is not whole, and all of the content is in the store. */
  keepOutside(file: FileRecord): Promise<void>;
}

/** @param outside null where nothing can be kept outside the store */
export function createContents(chunks: Store['chunks'], outside: Outside | null): Contents {
  const keys = new WeakMap<FileRecord, Promise<CryptoKey>>();
  /** What was looked for outside in this session: once is enough. */
  const broughtBack = new Map<string, Promise<void>>();
  /** Files outside are written one after the other: one may be written anew while another grows. */
  const serially = createQueue();

  function keyOf(file: FileRecord): Promise<CryptoKey> {
    let key = keys.get(file);
    if (key === undefined) {
      key = importKey(Uint8Array.from(atob(file.key), (letter) => letter.charCodeAt(0)));
      keys.set(file, key);
    }
    return key;
  }

  async function open(file: FileRecord, n: number, row: SealedRow | undefined) {
    if (row === undefined) return null;
    try {
      return await unsealBytes(
        await keyOf(file),
        chunkPlace(file.blob, n, file.chunks),
        row.sealed,
      );
    } catch (error) {
      if (error instanceof NotSealedHere) return null;
      throw error;
    }
  }

  const stored = (file: FileRecord, n: number) => chunks.get(chunkRowId(file.blob, n));
  const openStored = async (file: FileRecord, n: number) => open(file, n, await stored(file, n));

  /** Puts back into the store all that it has lost of a content and that opens outside. */
  async function bringBack(file: FileRecord): Promise<void> {
    if (outside === null) return;
    for await (const row of contentFile(outside, file).chunks()) {
      if (row.id !== chunkRowId(file.blob, row.seq)) continue;
      if ((await openStored(file, row.seq)) !== null) continue;
      if ((await open(file, row.seq, row)) !== null) await chunks.put(row);
    }
  }

  /** The chunks as they are sealed; throws for one that opens nowhere. */
  async function* whole(file: FileRecord): AsyncGenerator<SealedRow> {
    for (const n of numbersOf(file)) {
      if ((await read(file, n)) === null) throw new NotSealedHere(chunkRowId(file.blob, n));
      const row = await stored(file, n);
      if (row !== undefined) yield row;
    }
  }

  async function read(file: FileRecord, n: number) {
    const opened = await openStored(file, n);
    if (opened !== null) return opened;
    let bringing = broughtBack.get(file.blob);
    if (bringing === undefined) {
      bringing = bringBack(file);
      broughtBack.set(file.blob, bringing);
    }
    await bringing;
    return openStored(file, n);
  }

  return {
    read,

    async write(file, n, bytes) {
      const place = chunkPlace(file.blob, n, file.chunks);
      const sealed = await sealBytes(await keyOf(file), place, bytes);
      const row = { id: chunkRowId(file.blob, n), seq: n, sealed };
      // The store first: a content that nothing came to refer to is found there, and removed.
      await chunks.put(row);
      if (outside !== null) await serially(() => contentFile(outside, file).append(row));
    },

    async finish(file) {
      if (outside !== null) await serially(() => contentFile(outside, file).end());
    },

    async blobs() {
      const ids = await chunks.toCollection().primaryKeys();
      return new Set(ids.map(blobOfChunk));
    },

    async remove(blob) {
      if (outside !== null) await serially(() => removeContentFile(outside, blob));
      await chunks
        .where('id')
        .startsWith(chunkRowId(blob, ''))
        .delete();
    },

    async keepOutside(file) {
      if (outside === null) return;
      await serially(async () => {
        const copy = contentFile(outside, file);
        if (await copy.isWhole()) return;
        try {
          await copy.replace(whole(file));
        } catch (error) {
          // What is damaged in both places is told when it is asked for; what is left stays.
          if (!(error instanceof NotSealedHere)) throw error;
        }
      });
    },
  };
}

function* numbersOf({ chunks, thumbnail }: FileRecord): Generator<number> {
  for (let n = 1; n <= chunks; n++) yield n;
  if (thumbnail) yield 0;
}
