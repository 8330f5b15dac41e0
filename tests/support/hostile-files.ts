import { createHash } from 'node:crypto';
import { copyFile, open, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';

/** Files that are not what they claim to be, made of a whole backup, and as large. */
export interface Hostile {
  readonly what: string;
  /** How it is refused. */
  readonly refusal: string;
  /** Makes it in the place of the last one; answers its path. */
  make(): Promise<string>;
}

const BLOCK = 4 * 1024 * 1024;
const TRAILER = 32;
/** Where the length of a backup's header stands, and the header. */
const LENGTH_AT = 8;
const HEADER_AT = 12;

export function hostileBackups(backup: string, size: number): Hostile[] {
  const file = path.join(path.dirname(backup), 'hostile.staffjournal');
  const changed =
    (change: (file: string) => Promise<unknown>): Hostile['make'] =>
    async () => {
      await copyFile(backup, file);
      await change(file);
      return file;
    };
  const damaged = 'backup-damaged';
  return [
    ...[1, 0.5, 0.01].map((part) => ({
      what: `cut short by ${part === 1 ? 'a byte' : `${100 - part * 100} %`}`,
      refusal: damaged,
      make: changed((file) => truncate(file, part === 1 ? size - 1 : Math.floor(size * part))),
    })),
    ...Object.entries({
      'its header': HEADER_AT + 40,
      'its first row': 4_000,
      'a row in the middle': Math.floor(size / 2),
      'its last row': size - 2_000,
      'its trailer': size - 5,
    }).map(([where, at]) => ({
      what: `a bit flipped in ${where}`,
      refusal: damaged,
      make: changed((file) => flip(file, at)),
    })),
    {
      what: 'a header that claims 4 GB',
      refusal: damaged,
      make: changed((file) => put(file, LENGTH_AT, Buffer.from([0xff, 0xff, 0xff, 0xff]))),
    },
    {
      what: 'of a newer version',
      refusal: 'newer-version',
      make: changed(async (file) => {
        const start = Buffer.from('{"version":2');
        if (!(await at(file, HEADER_AT, start.length)).equals(start)) throw new Error('no version');
        await put(file, HEADER_AT, Buffer.from('{"version":9'));
        await sign(file, size);
      }),
    },
    {
      what: 'only its first bytes',
      refusal: damaged,
      make: async () => {
        await writeFile(file, 'SJBACK01');
        await truncate(file, size);
        return file;
      },
    },
    {
      what: 'another kind of file',
      refusal: 'not-a-backup',
      make: async () => {
        await writeFile(file, '{"format":"staff-journal-archive"}');
        await truncate(file, size);
        return file;
      },
    },
  ];
}

/** A small zip whose journal would be so many bytes, all of them spaces. */
export async function zipBomb(folder: string, bytes: number): Promise<string> {
  const file = path.join(folder, 'bomb.zip');
  await writeFile(
    file,
    zipSync({ 'journal.json': new Uint8Array(bytes).fill(0x20) }, { level: 6 }),
  );
  return file;
}

async function at(file: string, place: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, place);
  await handle.close();
  return buffer.subarray(0, bytesRead);
}

async function put(file: string, place: number, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(bytes, 0, bytes.length, place);
  await handle.close();
}

async function flip(file: string, place: number): Promise<void> {
  const [byte = 0] = await at(file, place, 1);
  await put(file, place, Buffer.from([byte ^ 1]));
}

/** Makes the trailer fit, as who forges a backup would. */
async function sign(file: string, size: number): Promise<void> {
  const hashes: Buffer[] = [];
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
  for (let from = 0; from < size - TRAILER; from += BLOCK) {
    hashes.push(sha256(await at(file, from, Math.min(BLOCK, size - TRAILER - from))));
  }
  await put(file, size - TRAILER, sha256(Buffer.concat(hashes)));
}
