import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { crc32 } from '../../renderer/formats/crc32.ts';
import { DamagedZip, isZip, readZip } from '../../renderer/formats/read-zip.ts';
import { zipOf } from '../../renderer/formats/zip.ts';

const MADE = new Date(2026, 10, 25, 14, 5, 6);
const LIMITS = { files: 100, bytes: 10_000_000 };

type Files = Readonly<Record<string, Uint8Array>>;

async function zipped(files: Files): Promise<Uint8Array<ArrayBuffer>> {
  async function* entries() {
    for (const [name, bytes] of Object.entries(files)) {
      yield { name, file: new Blob([Uint8Array.from(bytes)]) };
    }
  }
  return new Uint8Array(await (await zipOf(entries(), MADE)).arrayBuffer());
}

async function unzipped(zip: Uint8Array, limits = LIMITS): Promise<Files> {
  const files: Record<string, Uint8Array> = {};
  for (const file of await readZip(new Blob([Uint8Array.from(zip)]), limits)) {
    files[file.name] = new Uint8Array(await (await file.open()).arrayBuffer());
    expect(files[file.name]).toHaveLength(file.size);
  }
  return files;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const SOME: Files = {
  'journal.json': bytesOf('{"words":"words words words words"}'),
  'attachments/1/Übersicht ✓.txt': bytesOf('a'.repeat(5_000)),
  'attachments/2/empty': new Uint8Array(),
};

test('the checksum is the one of every zip', () => {
  expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
  expect(crc32(bytesOf('6789'), crc32(bytesOf('12345')))).toBe(0xcbf43926);
});

test('another program reads what is written, also with a zip in it', async () => {
  const files = { ...SOME, 'nested.zip': zipSync({ a: bytesOf('b') }) };
  const zip = await zipped(files);
  expect(isZip(zip)).toBe(true);
  expect(unzipSync(zip)).toEqual(files);
  expect(await unzipped(zip)).toEqual(files);
});

test('what another program wrote is read, compressed or not, with a comment or not', async () => {
  for (const level of [0, 9] as const) {
    expect(await unzipped(zipSync({ ...SOME }, { level }))).toEqual(SOME);
  }
  const commented = Buffer.concat([await zipped(SOME), bytesOf('a comment')]);
  commented.writeUInt16LE(9, commented.length - 11);
  expect(await unzipped(commented)).toEqual(SOME);
});

test('whatever is written is read as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.stringMatching(/^[a-zäöü ]{1,12}(\/[a-z.]{3,9})?$/), fc.uint8Array(), {
        maxKeys: 8,
        noNullPrototype: true,
      }),
      async (files) => {
        const zip = await zipped(files);
        expect(await unzipped(zip)).toEqual(files);
        expect(unzipSync(zip)).toEqual(files);
      },
    ),
    { numRuns: 60 },
  );
});

for (const name of ['../out.txt', 'a/../../out.txt', '/etc/passwd', 'a\\b.txt', 'C:x', './a']) {
  test(`a zip with ${name} is refused`, async () => {
    const zip = zipSync({ 'journal.json': bytesOf('{}'), [name]: bytesOf('x') });
    await expect(unzipped(zip)).rejects.toThrow(DamagedZip);
  });
}

test('a bomb goes off nowhere', async () => {
  const bomb = zipSync({ bomb: new Uint8Array(20_000_000) }, { level: 9 });
  expect(bomb.length).toBeLessThan(40_000);
  await expect(unzipped(bomb), 'it says how large it is').rejects.toThrow('more than is read');
  await expect(unzipped(bomb, { ...LIMITS, bytes: 100_000_000 }), 'and how hollow').rejects.toThrow(
    'far more than anybody writes',
  );
  const lying = Buffer.from(bomb);
  for (const at of [22, lying.indexOf('PK\x01\x02') + 24]) lying.writeUInt32LE(1_000, at);
  await expect(unzipped(lying), 'or does not').rejects.toThrow(DamagedZip);
  const many = zipSync(
    Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`${at}`, bytesOf('')])),
  );
  await expect(unzipped(many)).rejects.toThrow('more files than are read');
});

test('a damaged zip is refused, and never read as something else', async () => {
  const whole = [await zipped(SOME), zipSync({ ...SOME })];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.array(fc.tuple(fc.nat(6_000), fc.nat(255)), { maxLength: 4 }),
      fc.nat(300),
      async (zip, changes, cut) => {
        const damaged = Buffer.from(zip.subarray(0, zip.length - (cut > 200 ? cut - 200 : 0)));
        for (const [at, byte] of changes) damaged[at % damaged.length] = byte;
        const read = await unzipped(damaged).catch((error: unknown) => {
          expect(error).toBeInstanceOf(DamagedZip);
          return {};
        });
        const contents = Object.values(SOME).map((bytes) => Buffer.from(bytes).toString());
        for (const bytes of Object.values(read)) {
          expect(contents).toContain(Buffer.from(bytes).toString());
        }
      },
    ),
    { numRuns: 400 },
  );
});
