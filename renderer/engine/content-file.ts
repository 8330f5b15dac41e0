import { CHUNK_BYTES, type FileRecord } from './file-record.ts';
import { frameOf, lastMark, MAGIC, type Mark, strictFrames, TAIL } from './frames.ts';
import type { Outside } from './outside.ts';
import type { SealedRow } from './store.ts';

/**
 * A content's second copy: a file outside the store with its sealed chunks, framed as saves are
 * (frames.ts), one to a frame in any order; of two of the same number the later counts. The last
 * frame is empty, and its mark says of which content this is the end: a file cut short lacks it.
 */
export interface ContentFile {
  /** Whether it goes to its end. */
  isWhole(file: FileRecord): Promise<boolean>;
  append(chunk: SealedRow): Promise<void>;
  /** Ends it. More chunks may follow, and then it is to be ended once more. */
  end(file: FileRecord): Promise<void>;
  /** Its chunks as far as frames are in order; those that are damaged are left out. */
  chunks(): AsyncGenerator<SealedRow>;
  /** Writes it anew from these chunks; until that is done, it is as it was. */
  replace(file: FileRecord, chunks: AsyncIterable<SealedRow>): Promise<void>;
  remove(): Promise<void>;
}

const LENGTH = 4;
const AROUND = LENGTH + TAIL;
/** More than a chunk's frame ever is: a length that says more is damaged. */
const LONGEST_FRAME = CHUNK_BYTES + 64 * 1024;
const WITHIN: Mark = { items: 0, seq: 0, at: 0 };

export function contentFile(outside: Outside, blob: string): ContentFile {
  // FROZEN: under other names nothing would be found.
  const name = `blob-${blob}`;
  const part = `${name}.part`;

  async function appendTo(file: string, puts: readonly SealedRow[], mark: Mark) {
    const frame = await frameOf({ puts, removes: [] }, mark);
    const isNew = (await outside.size(file)) === 0;
    await outside.append(file, isNew ? joined(MAGIC, frame) : frame);
  }

  const endOf = ({ chunks, size }: FileRecord): Mark => ({
    items: chunks,
    seq: size,
    at: Date.now(),
  });

  return {
    async isWhole(file) {
      const bytes = await outside.size(name);
      const last = lastMark(await outside.read(name, bytes - TAIL, bytes), bytes);
      return last?.items === file.chunks && last.seq === file.size && last.at > 0;
    },

    append: (chunk) => appendTo(name, [chunk], WITHIN),
    end: (file) => appendTo(name, [], endOf(file)),

    async *chunks() {
      const bytes = await outside.size(name);
      for (let at = MAGIC.length; at + AROUND <= bytes; ) {
        const head = await outside.read(name, at, at + LENGTH);
        const length = AROUND + new DataView(head.buffer, head.byteOffset).getUint32(0, true);
        if (length > LONGEST_FRAME) return;
        const frame = new Blob([await outside.read(name, at, at + length)]);
        for await (const whole of strictFrames(frame, 0, frame.size)) yield* whole?.puts ?? [];
        at += length;
      }
    },

    async replace(file, chunks) {
      await outside.remove(part);
      try {
        for await (const chunk of chunks) await appendTo(part, [chunk], WITHIN);
        await appendTo(part, [], endOf(file));
      } catch (error) {
        await outside.remove(part);
        throw error;
      }
      await outside.move(part, name);
    },

    async remove() {
      await outside.remove(name);
      await outside.remove(part);
    },
  };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
