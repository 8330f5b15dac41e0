import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { stripMetadata } from '../../renderer/formats/strip-metadata.ts';

/** What must not leave: it is put into every place that images have for words. */
const SECRET = 'taken at home';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${SECRET}</a></x:xmpmeta>`;
/** A GIF of two pictures with a comment and XMP between them, that repeats; laid out by hand. */
const GIF = fromBase64(
  'R0lGODlhAgABAIAAAP8AAAAA/yH/C05FVFNDQVBFMi4wAwEAAAAh/g10YWtlbiBhdCBob21lACH5BAAKAAAALAAAAAACAAEAAAICRAoAIf8LWE1QIERhdGFYTVANdGFrZW4gYXQgaG9tZQAh+QQACgAAACwAAAAAAgABAAACAgwKADs=',
);

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'));
}

type Kind = 'jpeg' | 'png' | 'webp';

/** A small picture, made by another program than ours, with all that it can be told to say. */
async function telling(kind: Kind, orientation = 1): Promise<Uint8Array<ArrayBuffer>> {
  const raw = { width: 6, height: 4, channels: 3 } as const;
  const pixels = Buffer.from(Array.from({ length: 72 }, (_, at) => (at * 7) % 256));
  const image = sharp(pixels, { raw })
    .toFormat(kind, { quality: 90, progressive: kind === 'jpeg' })
    .withIccProfile('p3')
    .withExif({ IFD0: { Copyright: SECRET, ImageDescription: SECRET } })
    .withXmp(XMP)
    .withMetadata({ orientation });
  return new Uint8Array(await image.toBuffer());
}

function strip(file: Uint8Array<ArrayBuffer>) {
  const { parts, outcome } = stripMetadata(file);
  return { outcome, bytes: new Uint8Array(Buffer.concat(parts)) };
}

const says = (bytes: Uint8Array, words = SECRET) => Buffer.from(bytes).includes(words);
const pixelsOf = (bytes: Uint8Array) => sharp(bytes).raw().toBuffer();

for (const kind of ['jpeg', 'png', 'webp'] as const) {
  test(`a ${kind} loses what it tells and stays the same picture`, async () => {
    const file = await telling(kind);
    expect(says(file)).toBe(true);
    const { outcome, bytes } = strip(file);
    expect(outcome).toBe('stripped');
    expect(says(bytes)).toBe(false);
    const [before, after] = [await sharp(file).metadata(), await sharp(bytes).metadata()];
    expect(before.exif).toBeDefined();
    expect(before.icc).toBeDefined();
    expect(after.exif).toBeUndefined();
    expect(after.xmp).toBeUndefined();
    expect(after.icc).toEqual(before.icc);
    expect(await pixelsOf(bytes)).toEqual(await pixelsOf(file));
    expect(strip(bytes)).toEqual({ outcome: 'untouched', bytes });
  });
}

test('a JPEG that lies on its side is still turned, and says nothing else', async () => {
  const { bytes } = strip(await telling('jpeg', 6));
  const { orientation, exif } = await sharp(bytes).metadata();
  expect(orientation).toBe(6);
  expect(exif).toHaveLength('Exif\0\0'.length + 26);
  expect(says(bytes)).toBe(false);
  expect(strip(bytes).outcome).toBe('untouched');
});

/** A JPEG segment. */
const segment = (marker: number, ...content: (string | number[])[]) => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part as string, 'latin1')));
  return Buffer.concat([
    Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]),
    body,
  ]);
};

test('a JPEG loses comments, IPTC, other previews, and what is behind its end', async () => {
  const plain = Buffer.from(strip(await telling('jpeg')).bytes);
  const adobe = segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1]);
  const file = Buffer.concat([
    plain.subarray(0, 2),
    segment(0xfe, SECRET),
    segment(0xed, 'Photoshop 3.0\0', SECRET),
    segment(0xe0, 'JFXX\0', SECRET),
    segment(0xe2, 'MPF\0', SECRET),
    adobe,
    segment(0xeb, 'JP', SECRET),
    plain.subarray(2),
    Buffer.from(await telling('jpeg')),
  ]);
  const wanted = Buffer.concat([plain.subarray(0, 2), adobe, plain.subarray(2)]);
  expect(strip(new Uint8Array(file))).toEqual({
    outcome: 'stripped',
    bytes: new Uint8Array(wanted),
  });
});

test('a JPEG that was cut short in its picture is cleaned as far as it goes', async () => {
  const file = await telling('jpeg');
  const { outcome, bytes } = strip(file.subarray(0, file.length - 8));
  expect(outcome).toBe('stripped');
  expect(says(bytes)).toBe(false);
});

test('a PNG loses what stands behind its end', async () => {
  const { bytes } = strip(await telling('png'));
  const file = new Uint8Array(Buffer.concat([bytes, Buffer.from('cropped away')]));
  expect(strip(file)).toEqual({ outcome: 'stripped', bytes });
});

test('a WebP says in its head what it no longer has', async () => {
  const { bytes } = strip(await telling('webp'));
  expect(Buffer.from(bytes).readUInt32LE(4)).toBe(bytes.length - 8);
  expect(Buffer.from(bytes.subarray(12, 16)).toString()).toBe('VP8X');
  expect((bytes[20] ?? 0xff) & 0x0c).toBe(0);
});

test('a GIF loses comments and XMP, and keeps its pictures and how they repeat', async () => {
  expect((await sharp(GIF, { pages: -1 }).metadata()).pages).toBe(2);
  const { outcome, bytes } = strip(GIF);
  expect(outcome).toBe('stripped');
  expect(says(bytes)).toBe(false);
  expect(says(bytes, 'NETSCAPE2.0')).toBe(true);
  const pixels = (gif: Uint8Array) => sharp(gif, { pages: -1 }).raw().toBuffer();
  expect(await pixels(bytes)).toEqual(await pixels(GIF));
  expect(strip(bytes).outcome).toBe('untouched');
});

test('a file of another kind stays as it is, whatever it holds', () => {
  for (const text of ['', 'words', `%PDF-1.7 ${SECRET}`, 'RIFF\x10\0\0\0WAVEfmt ', '\xFF\xD8']) {
    const file = new Uint8Array(Buffer.from(text, 'latin1'));
    expect(strip(file)).toEqual({ outcome: 'other', bytes: file });
  }
});

test('an image that is not laid out as one stays as it is, and that is said', async () => {
  const png = await telling('png');
  for (const file of [
    png.subarray(0, 40),
    new Uint8Array(Buffer.concat([png.subarray(0, 8), Buffer.from('not a chunk')])),
    (await telling('webp')).subarray(0, 100),
    (await telling('jpeg')).subarray(0, 30),
    GIF.subarray(0, -1),
    new Uint8Array([0xff, 0xd8, 0xff]),
    new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, 1]),
  ]) {
    expect(strip(file)).toEqual({ outcome: 'unreadable', bytes: file });
  }
});

test('takes any bytes, and what it leaves needs no second time', async () => {
  const samples = [
    await telling('jpeg'),
    await telling('jpeg', 3),
    await telling('png'),
    await telling('webp'),
    GIF,
  ];
  const damaged = fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(2_000), fc.nat(255)), { maxLength: 6 }),
      fc.nat(2_000),
      fc.uint8Array({ maxLength: 40 }),
    )
    .map(([sample, changes, length, more]) => {
      const file = Uint8Array.from([
        ...sample.subarray(0, sample.length - (length % 200)),
        ...more,
      ]);
      for (const [at, byte] of changes) file[at % file.length] = byte;
      return file;
    });
  const begun = fc
    .tuple(fc.constantFrom(...samples), fc.integer({ min: 3, max: 40 }), fc.uint8Array())
    .map(([sample, kept, rest]) => Uint8Array.from([...sample.subarray(0, kept), ...rest]));
  fc.assert(
    fc.property(fc.oneof(damaged, begun, fc.uint8Array()), (file) => {
      const { outcome, bytes } = strip(file as Uint8Array<ArrayBuffer>);
      if (outcome !== 'stripped') expect(bytes).toEqual(file);
      expect(bytes.length).toBeLessThanOrEqual(file.length);
      expect(strip(bytes).outcome).toBe(outcome === 'stripped' ? 'untouched' : outcome);
    }),
    { numRuns: 500 },
  );
});
