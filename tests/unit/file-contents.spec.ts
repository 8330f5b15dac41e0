import { expect, test } from '@playwright/test';
import { type ContentFile, contentFile } from '../../renderer/engine/content-file.ts';
import { chunksOf } from '../../renderer/engine/contents.ts';
import {
  CHUNK_BYTES,
  type FileRecord,
  parseFileRecord,
} from '../../renderer/engine/file-record.ts';
import { createHash } from '../../renderer/engine/hash.ts';
import { importKey } from '../../renderer/engine/keys.ts';
import type { Outside } from '../../renderer/engine/outside.ts';
import { blobOfChunk, chunkRowId } from '../../renderer/engine/rows.ts';
import { chunkPlace, NotSealedHere, sealBytes, unsealBytes } from '../../renderer/engine/seal.ts';

const BLOB = '11111111-1111-4111-8111-111111111111';
const RECORD: FileRecord = {
  blob: BLOB,
  key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  size: CHUNK_BYTES + 8,
  hash: 'f'.repeat(64),
  chunks: 2,
  thumbnail: true,
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const keyOf = ({ key }: FileRecord) => importKey(new Uint8Array(Buffer.from(key, 'base64')));

// FROZEN: made by another program, by what seal.ts says of the format.
test('a chunk sealed by version 1 opens at its place, and at no other', async () => {
  const sealed = new Uint8Array(
    Buffer.from('AQABAgMEBQYHCAkKCzdjpG/lkbV0XBSaPdQdR8OlBT2uuJAyWw==', 'base64'),
  );
  const key = await keyOf(RECORD);
  const opened = await unsealBytes(key, chunkPlace(BLOB, 2, 3), sealed);
  expect(new TextDecoder().decode(opened)).toBe('part two');
  for (const place of [
    chunkPlace(BLOB, 1, 3),
    chunkPlace(BLOB, 2, 2),
    chunkPlace(BLOB.replaceAll('1', '2'), 2, 3),
  ]) {
    await expect(unsealBytes(key, place, sealed)).rejects.toThrow(NotSealedHere);
  }
});

// FROZEN, and as another program counts it.
test('the hash of a file is that of the hashes of its pieces', async () => {
  const hash = createHash();
  for (const piece of ['part one, ', 'part two']) await hash.add(bytesOf(piece));
  expect(await hash.end()).toBe('fbfcb6b3840be3122513bc0e9a21087eebe9f7032fc07ef7e94b6b19600cbfa0');
  expect(await createHash().end()).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
});

test('the rows of a content', () => {
  expect(chunksOf(RECORD)).toEqual([1, 2, 0].map((n) => chunkRowId(BLOB, n)));
  expect(chunksOf(RECORD).map(blobOfChunk)).toEqual([BLOB, BLOB, BLOB]);
});

test('a record is one, or is none', () => {
  expect(parseFileRecord(JSON.parse(JSON.stringify(RECORD)))).toEqual(RECORD);
  for (const wrong of [
    null,
    {},
    { ...RECORD, blob: '../mirror' },
    { ...RECORD, key: 'short' },
    { ...RECORD, size: 1e15, chunks: 1e9 },
    { ...RECORD, chunks: 1 },
    { ...RECORD, hash: RECORD.hash.slice(1) },
  ]) {
    expect(parseFileRecord(wrong)).toBeNull();
  }
});

/** Files in memory, that do what outside.ts says. */
function outsideOf(files: Map<string, Uint8Array<ArrayBuffer>>): Outside {
  const of = (name: string) => files.get(name) ?? new Uint8Array();
  return {
    size: async (name) => of(name).length,
    read: async (name, from, to) => of(name).slice(Math.max(0, from), to),
    async append(name, bytes) {
      files.set(name, new Uint8Array(Buffer.concat([of(name), bytes])));
    },
    async cut(name, size) {
      files.set(name, of(name).slice(0, size));
    },
    async move(from, to) {
      files.set(to, of(from));
      files.delete(from);
    },
    async remove(name) {
      files.delete(name);
    },
    names: async () => [...files.keys()],
  };
}

async function readAll(copy: ContentFile) {
  const rows = [];
  for await (const row of copy.chunks()) rows.push(row);
  return rows;
}

async function written() {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const copy = contentFile(outsideOf(files), BLOB);
  const rows = [];
  for (const n of [1, 2, 0]) {
    const sealed = await sealBytes(await keyOf(RECORD), chunkPlace(BLOB, n, 2), bytesOf(`${n}`));
    rows.push({ id: chunkRowId(BLOB, n), seq: n, sealed });
  }
  for (const row of rows) await copy.append(row);
  await copy.end(RECORD);
  return { files, copy, rows };
}

test('what lies outside gives back what was put there, at a name that stays', async () => {
  const { files, copy, rows } = await written();
  expect([...files.keys()]).toEqual([`blob-${BLOB}`]);
  expect(await readAll(copy)).toEqual(rows);
  expect(await copy.isWhole(RECORD)).toBe(true);
  expect(await copy.isWhole({ ...RECORD, size: RECORD.size + 1 })).toBe(false);
});

test('wherever it is cut, that is noticed, and what stands before it is read', async () => {
  const { files, copy, rows } = await written();
  const [name = '', whole = new Uint8Array()] = [...files][0] ?? [];
  for (let size = 0; size < whole.length; size++) {
    files.set(name, whole.slice(0, size));
    expect(await copy.isWhole(RECORD), `cut at ${size}`).toBe(false);
    const read = await readAll(copy);
    expect(read).toEqual(rows.slice(0, read.length));
  }
});

test('whatever byte of it is flipped, no other chunk comes of it', async () => {
  const { files, copy, rows } = await written();
  const [name = '', whole = new Uint8Array()] = [...files][0] ?? [];
  for (let at = 0; at < whole.length; at++) {
    const damaged = whole.slice();
    damaged[at] = (damaged[at] ?? 0) ^ 0x41;
    files.set(name, damaged);
    for (const row of await readAll(copy)) expect(rows).toContainEqual(row);
  }
});

test('it is replaced as a whole, or not at all', async () => {
  const { files, copy, rows } = await written();
  const before = new Map(files);
  async function* failing() {
    yield* rows.slice(0, 1);
    throw new Error('nothing more');
  }
  await expect(copy.replace(RECORD, failing())).rejects.toThrow('nothing more');
  expect(files).toEqual(before);
  async function* some() {
    yield* rows.slice(0, 2);
  }
  await copy.replace(RECORD, some());
  expect(await readAll(copy)).toEqual(rows.slice(0, 2));
  expect(await copy.isWhole(RECORD)).toBe(true);
  expect([...files.keys()]).toEqual([`blob-${BLOB}`]);
});
