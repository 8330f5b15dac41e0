import { expect, test } from '@playwright/test';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { imageSize } from '../../renderer/formats/image-size.ts';

const create = { width: 37, height: 21, channels: 3, background: '#0a0' } as const;
const picture = () => sharp({ create });

for (const [kind, made] of Object.entries({
  png: () => picture().png(),
  jpeg: () =>
    picture()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'x' } }),
  'progressive jpeg': () => picture().jpeg({ progressive: true }),
  gif: () => picture().gif(),
  'lossy webp': () => picture().webp(),
  'lossless webp': () => picture().webp({ lossless: true }),
  'extended webp': () => picture().webp().withXmp('<x/>'),
  avif: () => picture().avif(),
})) {
  test(`a ${kind} says how large it is`, async () => {
    const file = await made().toBuffer();
    expect(imageSize(file)).toEqual({ width: 37, height: 21 });
    for (let cut = 0; cut < Math.min(file.length, 200); cut++) {
      expect([null, 37]).toContain(imageSize(file.subarray(0, cut))?.width ?? null);
    }
  });
}

test('a picture that asks for gigabytes is known by its first bytes', async () => {
  const file = await picture().png().toBuffer();
  file.writeUInt32BE(60_000, 16);
  file.writeUInt32BE(60_000, 20);
  expect(imageSize(file)).toEqual({ width: 60_000, height: 60_000 });
});

test('takes any bytes', () => {
  const begun = fc
    .tuple(
      fc.constantFrom('\xFF\xD8\xFF', '\x89PNG\r\n\x1A\n', 'GIF89a', 'RIFF\0\0\0\0WEBPVP8 '),
      fc.uint8Array(),
    )
    .map(([head, rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest]));
  fc.assert(
    fc.property(fc.oneof(begun, fc.uint8Array()), (bytes) => {
      const size = imageSize(bytes);
      return size === null || (size.width >= 0 && size.height >= 0);
    }),
  );
});
