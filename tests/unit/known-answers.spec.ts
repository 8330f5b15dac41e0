import { argon2id as otherArgon2id } from '@noble/hashes/argon2.js';
import { hkdf as otherHkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from '@playwright/test';
import { argon2id } from 'hash-wasm';

/**
 * What the primitives we use answer to what is known, and what another library answers: none of them
 * is ours, but a wrong build of one would seal everything with something else.
 */

const hex = (bytes: Uint8Array | ArrayBuffer) => Buffer.from(bytes as Uint8Array).toString('hex');
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly lanes?: number;
  readonly secret?: Uint8Array;
}

async function ours(password: Uint8Array, salt: Uint8Array, cost: Cost): Promise<string> {
  const { memory, passes, lanes = 1, secret } = cost;
  const options = { iterations: passes, memorySize: memory, parallelism: lanes, hashLength: 32 };
  return argon2id({ password, salt, ...options, ...(secret && { secret }), outputType: 'hex' });
}

function other(password: Uint8Array, salt: Uint8Array, cost: Cost): string {
  const { memory: m, passes: t, lanes: p = 1, secret } = cost;
  return hex(otherArgon2id(password, salt, { m, t, p, dkLen: 32, ...(secret && { key: secret }) }));
}

test('Argon2id answers as the reference implementation does', async () => {
  const [password, salt] = [Buffer.from('password'), Buffer.from('somesalt')];
  const known: [Cost, string][] = [
    [
      { passes: 2, memory: 65_536 },
      '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7',
    ],
    [
      { passes: 2, memory: 256 },
      '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
    ],
  ];
  for (const [cost, answer] of known) expect(await ours(password, salt, cost)).toBe(answer);
});

test('Argon2id answers as RFC 9106, by way of the other library', async () => {
  const [password, salt] = [new Uint8Array(32).fill(1), new Uint8Array(16).fill(2)];
  const cost = { memory: 32, passes: 3, lanes: 4, secret: new Uint8Array(8).fill(3) };
  // Ours takes no associated data, as the RFC's vector has it; the other shows that it does it right.
  const vector = {
    m: 32,
    t: 3,
    p: 4,
    key: cost.secret,
    personalization: new Uint8Array(12).fill(4),
  };
  expect(hex(otherArgon2id(password, salt, vector))).toBe(
    '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
  );
  expect(await ours(password, salt, cost)).toBe(other(password, salt, cost));
  for (const memory of [19 * 1024, 8 * 1024 + 3]) {
    for (const length of [1, 200]) {
      const typed = crypto.getRandomValues(new Uint8Array(length));
      const cost = { memory, passes: 2 };
      expect(await ours(typed, salt, cost)).toBe(other(typed, salt, cost));
    }
  }
});

test('AES-256-GCM answers as NIST has it', async () => {
  const key = 'feffe9928665731c6d6a8f9467308308'.repeat(2);
  const [iv, zeros] = ['cafebabefacedbaddecaf888', '0'.repeat(24)];
  const plain =
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
    '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255';
  const cipher =
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
    '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad';
  const about = 'feedfacedeadbeeffeedfacedeadbeefabaddad2';
  /** Test cases 13 to 16 of those that NIST published with the mode. */
  const known = [
    ['0'.repeat(64), zeros, '', '', '', '530f8afbc74536b9a963b4f1c4cb738b'],
    [
      '0'.repeat(64),
      zeros,
      '0'.repeat(32),
      '',
      'cea7403d4d606b6e074ec5d3baf39d18',
      'd0d1c8a799996bf0265b98b5d48ab919',
    ],
    [key, iv, plain, '', cipher, 'b094dac5d93471bdec1a502270e3cc6c'],
    [key, iv, plain.slice(0, 120), about, cipher.slice(0, 120), '76fc6ece0f4e1768cddf8853bb2d551b'],
  ] as const;
  for (const [key, iv, plain, about, cipher, tag] of known) {
    const raw = await crypto.subtle.importKey('raw', bytes(key), 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]);
    const how = { name: 'AES-GCM', iv: bytes(iv), additionalData: bytes(about) };
    const sealed = await crypto.subtle.encrypt(how, raw, bytes(plain));
    expect(hex(sealed)).toBe(cipher + tag);
    expect(hex(await crypto.subtle.decrypt(how, raw, sealed))).toBe(plain);
  }
});

test('HKDF-SHA256 answers as RFC 5869, and as the other library', async () => {
  const derive = async (
    from: Uint8Array<ArrayBuffer>,
    salt: string,
    info: string,
    length: number,
  ) =>
    hex(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: bytes(salt), info: bytes(info) },
        await crypto.subtle.importKey('raw', from, 'HKDF', false, ['deriveBits']),
        length * 8,
      ),
    );
  const from = new Uint8Array(22).fill(11);
  const known = [
    [
      '000102030405060708090a0b0c',
      'f0f1f2f3f4f5f6f7f8f9',
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    ],
    [
      '',
      '',
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    ],
  ] as const;
  for (const [salt, info, answer] of known) {
    expect(await derive(from, salt, info, 42)).toBe(answer);
    expect(hex(otherHkdf(sha256, from, bytes(salt), bytes(info), 42))).toBe(answer);
  }
});
