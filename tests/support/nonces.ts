import { importKey, newKey } from '../../renderer/engine/keys.ts';
import { sealBytes } from '../../renderer/engine/seal.ts';

const AT_ONCE = 1_000;

/** Seals so often under one key, and answers how often a nonce was met that had been there before. */
export async function repeatedNonces(seals: number): Promise<number> {
  const key = await importKey(newKey());
  const met = new Set<string>();
  for (let done = 0; done < seals; done += AT_ONCE) {
    const sealed = Array.from({ length: Math.min(AT_ONCE, seals - done) }, () =>
      sealBytes(key, 'a place', new Uint8Array(1)),
    );
    for (const bytes of await Promise.all(sealed)) {
      met.add(Buffer.from(bytes.subarray(1, 13)).toString('latin1'));
    }
  }
  return seals - met.size;
}
