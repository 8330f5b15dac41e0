import { contentFile } from './content-file.ts';
import type { FileRecord } from './file-record.ts';
import { importKey } from './keys.ts';
import type { Outside } from './outside.ts';
import { createQueue } from './queue.ts';
import { blobOfChunk, chunkRowId, chunkRowsOf } from './rows.ts';
import { chunkPlace, NotSealedHere, sealBytes, unsealBytes } from './seal.ts';
import type { SealedRow, Store } from './store.ts';

/**
 * Contents: what is in files, in sealed chunks that lie in the store, and once more outside it. The
 * chunks of a content count from 1; 0 is a small picture of it, where there is one.
 */
export interface Contents {
  /** Keeps sealed chunks in both places. Resolves when they are on the disk. */
  put(rows: readonly SealedRow[]): Promise<void>;
  /** Says that all chunks of a content are put, so that what lies outside is known to be whole. */
  finish(file: FileRecord): Promise<void>;
  /** Seals a chunk and puts it. */
  write(file: FileRecord, n: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /**
   * A chunk as it is sealed, after it has been opened; where the store has lost it, from outside, and
   * put back. Null where it opens nowhere.
   */
  read(file: FileRecord, n: number): Promise<SealedRow | null>;
  /** The same, opened. */
  open(file: FileRecord, n: number): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The contents that the store has any chunk of. */
  blobs(): Promise<ReadonlySet<string>>;
  /** Removes a content from both places. */
  remove(blob: string): Promise<void>;
  /** Writes what lies outside anew where it is not whole and the content can be read. */
  keepOutside(file: FileRecord): Promise<void>;
}

/** The numbers of a content's chunks, in the order in which they are put. */
export function* chunkNumbers({ chunks, thumbnail }: FileRecord): Generator<number> {
  for (let n = 1; n <= chunks; n++) yield n;
  if (thumbnail) yield 0;
}

/** The ids of a content's rows. */
export function chunksOf(file: FileRecord): string[] {
  return [...chunkNumbers(file)].map((n) => chunkRowId(file.blob, n));
}

interface Chunk {
  readonly row: SealedRow;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Does something with the chunks of the store, whichever that is now. */
export type InChunks = <T>(task: (chunks: Store['chunks']) => Promise<T>) => Promise<T>;

/** @param outside null where nothing can be kept outside the store */
export function createContents(inChunks: InChunks, outside: Outside | null): Contents {
  const keys = new WeakMap<FileRecord, Promise<CryptoKey>>();
  /** What was looked for outside in this session: once is enough. */
  const broughtBack = new Map<string, Promise<void>>();
  /** Files outside are written one after the other: one may be written anew while it is to grow. */
  const serially = createQueue();

  function keyOf(file: FileRecord): Promise<CryptoKey> {
    const known = keys.get(file);
    if (known !== undefined) return known;
    const key = importKey(Uint8Array.from(atob(file.key), (letter) => letter.charCodeAt(0)));
    keys.set(file, key);
    return key;
  }

  async function opened(
    file: FileRecord,
    n: number,
    row: SealedRow | undefined,
  ): Promise<Chunk | null> {
    if (row === undefined) return null;
    const place = chunkPlace(file.blob, n, file.chunks);
    try {
      return { row, bytes: await unsealBytes(await keyOf(file), place, row.sealed) };
    } catch (error) {
      if (error instanceof NotSealedHere) return null;
      throw error;
    }
  }

  const inStore = async (file: FileRecord, n: number) =>
    opened(file, n, await inChunks((chunks) => chunks.get(chunkRowId(file.blob, n))));

  async function find(file: FileRecord, n: number): Promise<Chunk | null> {
    const found = await inStore(file, n);
    if (found !== null || outside === null) return found;
    const bringing = broughtBack.get(file.blob) ?? bringBack(outside, file);
    broughtBack.set(file.blob, bringing);
    await bringing;
    return inStore(file, n);
  }

  /** Puts back into the store all that it has lost of a content and that opens outside. */
  async function bringBack(outside: Outside, file: FileRecord): Promise<void> {
    for await (const row of contentFile(outside, file.blob).chunks()) {
      if (row.id !== chunkRowId(file.blob, row.seq)) continue;
      if ((await inStore(file, row.seq)) !== null) continue;
      if ((await opened(file, row.seq, row)) !== null) {
        await inChunks((chunks) => chunks.put(row));
      }
    }
  }

  /** All chunks as they are sealed; throws for one that opens nowhere. */
  async function* whole(file: FileRecord): AsyncGenerator<SealedRow> {
    for (const n of chunkNumbers(file)) {
      const chunk = await find(file, n);
      if (chunk === null) throw new NotSealedHere(chunkRowId(file.blob, n));
      yield chunk.row;
    }
  }

  async function put(rows: readonly SealedRow[]): Promise<void> {
    // The store first: there a content is found that nothing came to refer to, and removed.
    await inChunks((chunks) => chunks.bulkPut([...rows]));
    if (outside === null) return;
    await serially(async () => {
      for (const row of rows) await contentFile(outside, blobOfChunk(row.id)).append(row);
    });
  }

  return {
    put,

    async finish(file) {
      if (outside !== null) await serially(() => contentFile(outside, file.blob).end(file));
    },

    async write(file, n, bytes) {
      const place = chunkPlace(file.blob, n, file.chunks);
      const sealed = await sealBytes(await keyOf(file), place, bytes);
      await put([{ id: chunkRowId(file.blob, n), seq: n, sealed }]);
    },

    read: async (file, n) => (await find(file, n))?.row ?? null,
    open: async (file, n) => (await find(file, n))?.bytes ?? null,

    async blobs() {
      const ids = await inChunks((chunks) => chunks.toCollection().primaryKeys());
      return new Set(ids.map(blobOfChunk));
    },

    async remove(blob) {
      if (outside !== null) await serially(() => contentFile(outside, blob).remove());
      await inChunks((chunks) => chunks.where('id').startsWith(chunkRowsOf(blob)).delete());
    },

    async keepOutside(file) {
      if (outside === null) return;
      await serially(async () => {
        const copy = contentFile(outside, file.blob);
        if (await copy.isWhole(file)) return;
        try {
          await copy.replace(file, whole(file));
        } catch (error) {
          // What opens nowhere is told when it is asked for; what there is of it stays.
          if (!(error instanceof NotSealedHere)) throw error;
        }
      });
    },
  };
}
