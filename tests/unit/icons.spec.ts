import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { drawIcons, drawTray } from '../../scripts/icons.mjs';

const TRAY = {
  'tray.png': 32,
  'tray@2x.png': 64,
  'trayTemplate.png': 16,
  'trayTemplate@2x.png': 32,
};
const LINUX = [16, 24, 32, 48, 64, 128, 256, 512];
const WINDOWS = [16, 20, 24, 32, 40, 48, 64, 256];
/** Apple's name for each size in the container; half of them are for sharp screens. */
const MAC = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};

test('the tray has a picture for every system and for sharp screens', async () => {
  const folder = test.info().outputPath();
  await drawTray(folder);
  for (const [name, size] of Object.entries(TRAY)) {
    expect([name, await sizeOf(path.join(folder, name))]).toEqual([name, size]);
  }
});

test("a Mac's menu bar gets black and how much of it, and no colour", async () => {
  const folder = test.info().outputPath();
  await drawTray(folder);
  const picture = sharp(path.join(folder, 'trayTemplate@2x.png'));
  const pixels = await picture.ensureAlpha().raw().toBuffer();
  const alphas = pixels.filter((_, index) => index % 4 === 3);
  expect(pixels.every((value, index) => index % 4 === 3 || value === 0)).toBe(true);
  // The mark is neither all of the picture nor none of it.
  const opaque = alphas.filter((alpha) => alpha === 255).length / alphas.length;
  expect(opaque).toBeGreaterThan(0.2);
  expect(opaque).toBeLessThan(0.6);
});

test('Linux gets a picture of each size', async () => {
  const folder = test.info().outputPath();
  await drawIcons(folder);
  const files = LINUX.map((size) => path.join(folder, 'linux', `${size}x${size}.png`));
  expect(await Promise.all(files.map(sizeOf))).toEqual(LINUX);
});

test('Windows gets one file with each size', async () => {
  const folder = test.info().outputPath();
  await drawIcons(folder);
  const file = await readFile(path.join(folder, 'icon.ico'));
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  const sizes = Array.from({ length: file.readUInt16LE(4) }, async (_, index) => {
    const at = 6 + 16 * index;
    const start = file.readUInt32LE(at + 12);
    const size = await sizeOf(file.subarray(start, start + file.readUInt32LE(at + 8)));
    expect(file.readUInt8(at)).toBe(size % 256);
    return size;
  });
  expect(await Promise.all(sizes)).toEqual(WINDOWS);
});

test('macOS gets one file with each size under its name', async () => {
  const folder = test.info().outputPath();
  await drawIcons(folder);
  const file = await readFile(path.join(folder, 'icon.icns'));
  expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length]);
  const sizes: Record<string, number> = {};
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const picture = file.subarray(at + 8, at + file.readUInt32BE(at + 4));
    sizes[file.toString('latin1', at, at + 4)] = await sizeOf(picture);
  }
  expect(sizes).toEqual(MAC);
});

async function sizeOf(picture: string | Buffer): Promise<number> {
  const { width, height, format } = await sharp(picture).metadata();
  expect([format, height]).toEqual(['png', width]);
  return width;
}
