import { expect, test } from '@playwright/test';
import { importKey, newKey } from '../../renderer/engine/keys.ts';
import { fileRowId, versionId } from '../../renderer/engine/rows.ts';
import {
  chunkPlace,
  pagePlace,
  rowPlace,
  sealBytes,
  unsealBytes,
} from '../../renderer/engine/seal.ts';
import { repeatedNonces } from '../support/nonces.ts';

const JOURNAL = '7d3b1b1e-1f7e-4f6e-9d4e-0c2c3f1a5b60';
const ENTRY = '0197a3c4-5d5e-7f6a-8b9c-0d1e2f3a4b5c';
const OTHER = '0197a3c4-5d5e-7f6a-8b9c-0d1e2f3a4b5d';

/** Wherever something is sealed: each of them another place. */
const PLACES = [
  rowPlace(JOURNAL, { id: ENTRY, seq: 7 }),
  rowPlace(JOURNAL, { id: ENTRY, seq: 8 }),
  rowPlace(JOURNAL, { id: OTHER, seq: 7 }),
  rowPlace(OTHER, { id: ENTRY, seq: 7 }),
  rowPlace(JOURNAL, { id: versionId(ENTRY, 6), seq: 6 }),
  rowPlace(JOURNAL, { id: fileRowId(ENTRY), seq: 7 }),
  pagePlace(JOURNAL, { id: 0 }),
  pagePlace(JOURNAL, { id: 1 }),
  pagePlace(OTHER, { id: 1 }),
  chunkPlace(ENTRY, 1, 2),
  chunkPlace(ENTRY, 2, 2),
  chunkPlace(ENTRY, 1, 3),
  chunkPlace(OTHER, 1, 2),
];

const key = await importKey(newKey());
const text = Uint8Array.from(Buffer.from('What was done on a working day. '.repeat(4)));

/** Whether it opens, and what that says. */
async function opened(opener: CryptoKey, place: string, sealed: Uint8Array<ArrayBuffer>) {
  return unsealBytes(opener, place, sealed).then(
    (bytes) => Buffer.from(bytes).toString(),
    () => null,
  );
}

test('what is sealed opens where it was, with its own key, and nowhere else', async () => {
  expect(new Set(PLACES).size).toBe(PLACES.length);
  const another = await importKey(newKey());
  for (const place of PLACES) {
    const sealed = await sealBytes(key, place, text);
    const opens = [];
    for (const other of PLACES) if ((await opened(key, other, sealed)) !== null) opens.push(other);
    expect(opens).toEqual([place]);
    expect(await opened(key, place, sealed)).toBe(Buffer.from(text).toString());
    expect(await opened(another, place, sealed)).toBeNull();
  }
});

test('it is refused whatever bit of it is flipped, and wherever it is cut', async () => {
  for (const place of [PLACES[0], PLACES[6], PLACES[9]]) {
    if (place === undefined) throw new Error('no such place');
    const sealed = await sealBytes(key, place, text);
    const wrong = [];
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = sealed.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if ((await opened(key, place, flipped)) !== null) wrong.push(`bit ${bit}`);
    }
    for (let size = 0; size < sealed.length; size++) {
      if ((await opened(key, place, sealed.slice(0, size))) !== null) wrong.push(`cut at ${size}`);
    }
    expect(wrong).toEqual([]);
  }
});

/** A short run of tests/torture/nonces.spec.ts. */
test('no nonce comes twice in 50,000 seals', async () => {
  expect(await repeatedNonces(50_000)).toBe(0);
});
