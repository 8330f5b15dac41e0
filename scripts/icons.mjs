// @ts-check
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { ROOT } from './paths.mjs';

/** The one drawing that every picture of the app is made from; the page's icon is the file itself. */
export const DRAWING = path.join(ROOT, 'assets', 'icon.svg');

/** The drawing fills this square; a larger one leaves room around it, a smaller one cuts into it. */
const WHOLE = square(16, 16, 32);

/** On macOS an icon leaves the margin that Apple's template does: 824 of 1024 points are drawn on. */
const MAC = square(16, 16, (32 * 1024) / 824);

/**
 * The mark alone and in black: a Mac takes from it where to paint the menu bar's own colour. Its
 * grid falls between the pixels of a sharp screen, 1.25 of them a unit.
 */
const TEMPLATE = {
  ...square(15.6, 17.2, 25.6),
  stylesheet: '#tile { display: none !important } #mark * { fill: #000 !important }',
};

/**
 * Draws what the tray or the menu bar shows.
 * @param {string} folder
 */
export async function drawTray(folder) {
  await mkdir(folder, { recursive: true });
  await Promise.all([
    // Windows takes 16 pixels, Linux' desktops 16 to 24, and neither minds what is a little larger.
    writeFile(path.join(folder, 'tray.png'), await draw(32)),
    writeFile(path.join(folder, 'tray@2x.png'), await draw(64)),
    writeFile(path.join(folder, 'trayTemplate.png'), await draw(16, TEMPLATE)),
    writeFile(path.join(folder, 'trayTemplate@2x.png'), await draw(32, TEMPLATE)),
  ]);
}

/**
 * Draws the app's icons as the three systems want them.
 * @param {string} folder
 */
export async function drawIcons(folder) {
  const linux = path.join(folder, 'linux');
  await mkdir(linux, { recursive: true });
  await Promise.all([
    writeFile(path.join(folder, 'icon.icns'), await icns()),
    writeFile(path.join(folder, 'icon.ico'), await ico()),
    ...[16, 24, 32, 48, 64, 128, 256, 512].map(async (size) =>
      writeFile(path.join(linux, `${size}x${size}.png`), await draw(size)),
    ),
  ]);
}

/**
 * A square of the drawing.
 * @param {number} x its middle
 * @param {number} y
 * @param {number} side
 */
function square(x, y, side) {
  return { side, viewBox: `${x - side / 2} ${y - side / 2} ${side} ${side}` };
}

/**
 * @param {number} size in pixels
 * @param {{ side: number, viewBox: string, stylesheet?: string }} view
 */
async function draw(size, { side, viewBox, stylesheet } = WHOLE) {
  const drawing = await readFile(DRAWING, 'utf8');
  const svg = drawing.replace(/viewBox="[^"]*"/, `viewBox="${viewBox}"`);
  // Drawn at its size, not scaled to it: at 72 to the inch a unit is a pixel.
  const density = (72 * size) / side;
  return sharp(Buffer.from(svg), { density, ...(stylesheet && { svg: { stylesheet } }) })
    .resize(size, size)
    .png()
    .toBuffer();
}

/** Windows' container: a list of where each picture lies, then the pictures. */
async function ico() {
  const sizes = [16, 20, 24, 32, 40, 48, 64, 256];
  const pictures = await Promise.all(sizes.map((size) => draw(size)));
  const list = Buffer.alloc(6 + 16 * sizes.length);
  list.writeUInt16LE(1, 2);
  list.writeUInt16LE(sizes.length, 4);
  let start = list.length;
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index;
    // A byte holds no 256: nought stands for it.
    list.writeUInt8((sizes[index] ?? 0) % 256, at);
    list.writeUInt8((sizes[index] ?? 0) % 256, at + 1);
    list.writeUInt16LE(1, at + 4);
    list.writeUInt16LE(32, at + 6);
    list.writeUInt32LE(picture.length, at + 8);
    list.writeUInt32LE(start, at + 12);
    start += picture.length;
  }
  return Buffer.concat([list, ...pictures]);
}

/**
 * macOS' container: pictures one after the other, each behind its type and length. The types for 16
 * and 32 points on an old screen take no PNG; the sharper ones serve there too.
 */
async function icns() {
  const types = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512 };
  const blocks = await Promise.all(
    Object.entries({ ...types, ic10: 1024 }).map(async ([type, size]) =>
      block(type, await draw(size, MAC)),
    ),
  );
  return block('icns', Buffer.concat(blocks));
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function block(type, content) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}
