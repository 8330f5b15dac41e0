import { CHUNK_BYTES, type FileRecord } from './file-record.ts';
import { frameOf, lastMark, MAGIC, strictFrames, TAIL } from './frames.ts';
import type { Outside } from './outside.ts';
import type { SealedRow } from './store.ts';

/**
 * A content's second copy: a file outside the store with its sealed chunks, framed as saves are
 * (frames.ts), one to a frame in any order; of two of the same number the later counts. The last
 * frame is empty, and its mark says of which content this is the end: a file cut short lacks it.
 */
export interface ContentFile {
  /** Whether it goes to its end. */
  isWhole(): Promise<boolean>;
  append(chunk: SealedRow): Promise<void>;
  /** Ends it. Chunks may be appended after that, and then it is to be ended again. */
  end(): Promise<void>;
  /** Its chunks as far as frames are in order; those that are damaged are left out. */
  chunks(): AsyncGenerator<SealedRow>;
  /** Writes it anew from these chunks; until that is done, it is as it was. */
  replace(chunks: AsyncIterable<SealedRow>): Promise<void>;
}

/** FROZEN. */
const nameOf = (blob: string) => `blob-${blob}`;

const LENGTH = 4;
const AROUND = LENGTH + TAIL;
/** More than a chunk's frame ever is: a length that says more is damaged. */
const LONGEST_FRAME = CHUNK_BYTES + 64 * 1024;
const WITHIN = { items: 0, seq: 0, at: 0 } as const;

export function contentFile(
  outside: Outside,
  { blob, size, chunks: count }: Pick<FileRecord, 'blob' | 'size' | 'chunks'>,
): ContentFile {
  const name = nameOf(blob);

  async function appendTo(file: string, puts: readonly SealedRow[], mark = endMark()) {
    const frame = await frameOf({ puts, removes: [] }, mark);
    const isNew = (await outside.size(file)) === 0;
    await outside.append(file, isNew ? joined(MAGIC, frame) : frame);
  }

  function endMark() {
    return { items: count, seq: size, at: Date.now() };
  }

  return {
    async isWhole() {
      const bytes = await outside.size(name);
      const last = lastMark(await outside.read(name, bytes - TAIL, bytes), bytes);
      return last !== null && last.items === count && last.seq === size && last.at > 0;
    },

    append: (chunk) => appendTo(name, [chunk], WITHIN),
    end: () => appendTo(name, []),

    async *chunks() {
      const bytes = await outside.size(name);
      for (let at = MAGIC.length; at + AROUND <= bytes; ) {
        const head = await outside.read(name, at, at + LENGTH);
        const frame = AROUND + new DataView(head.buffer, head.byteOffset).getUint32(0, true);
        if (frame > LONGEST_FRAME) return;
        const read = await outside.read(name, at, at + frame);
        for await (const whole of strictFrames(read, 0, read.length)) yield* whole?.puts ?? [];
        at += frame;
      }
    },

    async replace(chunks) {
      const part = `${name}.part`;
      await outside.remove(part);
      for await (const chunk of chunks) await appendTo(part, [chunk], WITHIN);
      await appendTo(part, []);
      await outside.move(part, name);
    },
  };
}

/** Removes a content's second copy, where there is one. */
export async function removeContentFile(outside: Outside, blob: string): Promise<void> {
  await outside.remove(nameOf(blob));
  await outside.remove(`${nameOf(blob)}.part`);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
